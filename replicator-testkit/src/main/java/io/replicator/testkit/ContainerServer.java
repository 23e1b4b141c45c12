package io.replicator.testkit;

import com.github.dockerjava.api.DockerClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A server in a container. Its port on the host is fixed, so that it stays over a restart of the container. */
final class ContainerServer implements DatabaseServer {

    private static final int START_ATTEMPTS = 600;
    private static final int STOP_SECONDS = 120;
    private static final int LOG_CHARACTERS_SHOWN = 4_000;

    private final Engine engine;
    private final JdbcDatabaseContainer<?> container;
    private final String user;
    private final String password;
    private final int port;

    private ContainerServer(Engine engine, JdbcDatabaseContainer<?> container, String user, String password, int port) {
        this.engine = engine;
        this.container = container;
        this.user = user;
        this.password = password;
        this.port = port;
    }

    static ContainerServer started(
            Engine engine, JdbcDatabaseContainer<?> container, String user, String password, int port, int inner) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new TestkitException(Servers.CHOICE + " asks for containers, but no Docker engine answers");
        }
        container.setPortBindings(List.of(port + ":" + inner));
        // What an image writes into its log before it answers is its own affair.
        container.setWaitStrategy(Wait.forListeningPort());
        container.start();
        ContainerServer server = new ContainerServer(engine, container, user, password, port);
        server.awaitAnswer();
        return server;
    }

    @Override
    public void start() {
        docker().startContainerCmd(container.getContainerId()).exec();
        awaitAnswer();
    }

    private void awaitAnswer() {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = connect()) {
                connection.isValid(1);
                return;
            } catch (SQLException e) {
                if (attempt == START_ATTEMPTS) {
                    throw new TestkitException(this + " does not answer. Its log ends with:\n" + recentLog(), e);
                }
                Pause.millis(100);
            }
        }
    }

    @Override
    public void stop() {
        docker().stopContainerCmd(container.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    @Override
    public void kill() {
        docker().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.close();
    }

    @Override
    public Connection connect(String database) throws SQLException {
        String options = engine == Engine.MYSQL ? "?allowPublicKeyRetrieval=true&allowMultiQueries=true" : "";
        return DriverManager.getConnection(jdbcUrl(database) + options, user, password);
    }

    @Override
    public String jdbcUrl(String database) {
        return engine.jdbcUrl(host(), port, database);
    }

    @Override
    public Engine engine() {
        return engine;
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public String password() {
        return password;
    }

    @Override
    public String recentLog() {
        String logs = container.getLogs();
        return logs.substring(Math.max(0, logs.length() - LOG_CHARACTERS_SHOWN));
    }

    @Override
    public String toString() {
        return engine.title() + " in a container, port " + port;
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }
}
