package io.replicator.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL 17 in a container of the local Docker engine; needs Testcontainers on the class path. */
final class ContainerPostgreSql {

    private static final String IMAGE = "postgres:17";
    private static final String USER = "postgres";
    private static final String PASSWORD = "testkit";
    private static final int PORT = 5432;

    private ContainerPostgreSql() {}

    static DatabaseServer start(ServerOptions options) {
        int port = FreePort.find();
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withUsername(USER)
                .withPassword(PASSWORD)
                .withDatabaseName(Engine.POSTGRESQL.administrativeDatabase())
                .withCommand(commandLine(options));
        return ContainerServer.started(Engine.POSTGRESQL, container, USER, PASSWORD, port, PORT);
    }

    private static String[] commandLine(ServerOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("wal_level", "logical");
        settings.put("timezone", options.timeZone());
        settings.put("fsync", options.durable() ? "on" : "off");
        List<String> command = new ArrayList<>(List.of("postgres"));
        options.over(settings).forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return command.toArray(String[]::new);
    }
}
