package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.app.crash.TestAuthority.Issued;
import io.replicator.error.ReplicationException;
import io.replicator.progress.PipelineState;
import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Engine;
import io.replicator.testkit.ServerOptions;
import io.replicator.testkit.Servers;
import io.replicator.tls.ClientTls;
import io.replicator.tls.ClientTls.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers with real certificates that let in only who shows one of his own; they are for localhost, not for 127.0.0.1. */
class TlsIT {
    @TempDir
    private static Path folder;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static Issued client;
    private static DatabaseServer mariaDb;

    private TestPipeline pipeline;

    @BeforeAll
    static void giveCertificatesToTheServers() throws Exception {
        authority = TestAuthority.create(folder, "authority");
        stranger = TestAuthority.create(folder, "stranger");
        Issued server = authority.issue("server", "dns:localhost");
        client = authority.issue("client", "dns:client");
        encryptMySql(server);
        encryptPostgreSql(server);
        startMariaDb(server);
    }

    private static void startMariaDb(Issued server) throws SQLException {
        mariaDb = Servers.mariaDb(ServerOptions.defaults()
                .with("ssl_ca", authority.certificate().toString())
                .with("ssl_cert", server.certificate().toString())
                .with("ssl_key", server.key().toString()));
        try (Connection connection = mariaDb.connect()) {
            TestPipeline.execute(
                    connection,
                    "CREATE USER guarded IDENTIFIED BY 'first' REQUIRE X509",
                    "GRANT ALL ON *.* TO guarded");
        }
    }

    private static void encryptMySql(Issued server) throws SQLException {
        try (Connection connection = TestServers.mysql().connect()) {
            TestPipeline.execute(
                    connection,
                    "SET GLOBAL ssl_ca = '" + authority.certificate() + "'",
                    "SET GLOBAL ssl_cert = '" + server.certificate() + "'",
                    "SET GLOBAL ssl_key = '" + server.key() + "'",
                    "ALTER INSTANCE RELOAD TLS",
                    "CREATE USER guarded IDENTIFIED BY 'first' REQUIRE X509",
                    "GRANT ALL ON *.* TO guarded");
        }
    }

    /** The server's key must belong to the server's user, so the server writes it. */
    private static void encryptPostgreSql(Issued server) throws SQLException, IOException {
        try (Connection connection = TestServers.postgres().connect()) {
            String data = value(connection, "SHOW data_directory");
            write(connection, data + "/server.pem", Files.readString(server.certificate()));
            write(connection, data + "/server.key", Files.readString(server.key()));
            write(connection, data + "/authority.pem", Files.readString(authority.certificate()));
            String hba = value(connection, "SELECT pg_read_file('pg_hba.conf')");
            String guarded = """
                    hostssl all guarded 0.0.0.0/0 scram-sha-256 clientcert=verify-ca
                    hostssl all guarded ::/0 scram-sha-256 clientcert=verify-ca
                    host all guarded 0.0.0.0/0 reject
                    host all guarded ::/0 reject
                    """;
            write(connection, data + "/pg_hba.conf", guarded + hba);
            TestPipeline.execute(
                    connection,
                    "ALTER SYSTEM SET ssl_cert_file = 'server.pem'",
                    "ALTER SYSTEM SET ssl_key_file = 'server.key'",
                    "ALTER SYSTEM SET ssl_ca_file = 'authority.pem'",
                    "ALTER SYSTEM SET ssl = on",
                    "SELECT pg_reload_conf()",
                    "CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'first'");
        }
    }

    private static void write(Connection connection, String file, String text) throws SQLException {
        TestPipeline.execute(
                connection,
                "COPY (SELECT unnest(string_to_array($t$"
                        + text.replace("\r", "").strip() + "$t$, E'\\n')))" + " TO PROGRAM 'umask 077; cat > " + file
                        + "'");
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @AfterAll
    static void leaveTheServersAsTheyWere() throws SQLException {
        try (Connection connection = TestServers.postgres().connect()) {
            TestPipeline.execute(connection, "ALTER SYSTEM RESET ssl", "SELECT pg_reload_conf()");
        }
        mariaDb.close();
    }

    @BeforeEach
    void createPipeline() throws SQLException, IOException {
        password("first");
        pipeline = TestServers.smallPipeline(folder);
        pipeline.with("source", source("localhost", "verify_full", authority))
                .with("target", target("localhost", "verify_full", authority));
    }

    private String source(String host, String mode, TestAuthority trusted) {
        return login("jdbc:mysql://" + host + ":" + TestServers.mysql().port(), mode, trusted);
    }

    private String target(String host, String mode, TestAuthority trusted) {
        return login("jdbc:postgresql://" + host + ":" + TestServers.postgres().port(), mode, trusted);
    }

    private String login(String server, String mode, TestAuthority trusted) {
        return "{url: '" + server + "/" + pipeline.database() + "', user: guarded, password: '${file:"
                + folder.resolve("password")
                + "}', tls: {mode: " + mode + ", ca: " + trusted.certificate() + ", certificate: "
                + client.certificate() + ", key: " + client.key() + "}}";
    }

    private static void password(String text) throws IOException {
        Files.writeString(folder.resolve("password"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "verify_ca", "verify_full"})
    void everyConnectionIsEncryptedAndShowsOurCertificate(String mode) throws Exception {
        pipeline.with("source", source("localhost", mode, authority))
                .with("target", target("localhost", mode, authority));

        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource("INSERT INTO t (v) VALUES ('x')");
            pipeline.awaitCaughtUp(process);
            assertThat(
                            pipeline.countOnTarget(
                                    "SELECT count(*) FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)"
                                            + " WHERE usename = 'guarded' AND datname = current_database() AND ssl AND client_dn IS NOT NULL"))
                    .isGreaterThanOrEqualTo(2);
            assertThat(pipeline.countOnTarget("SELECT count(*) FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)"
                            + " WHERE usename = 'guarded' AND NOT ssl"))
                    .isZero();
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();
    }

    @Test
    void postgreSqlAsASourceAndMariaDbAsATargetAreEncryptedToo() throws Exception {
        betweenOthers(TestServers.postgres(), mariaDb);
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource("INSERT INTO t VALUES (2, 'x')");
            pipeline.awaitCaughtUp(process);
            try (Connection connection = pipeline.source()) {
                assertThat(value(
                                connection,
                                "SELECT string_agg(DISTINCT ssl || ' ' || (client_dn IS NOT NULL), ',') FROM"
                                        + " pg_stat_activity JOIN pg_stat_ssl USING (pid) WHERE usename = 'guarded'"))
                        .isEqualTo("true true");
                assertThat(value(connection, "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender'"))
                        .isEqualTo("1");
            }
            assertThat(process.terminate()).isZero();
        } finally {
            pipeline.release();
        }
        pipeline.assertEqual();

        pipeline.with("source", guarded("postgresql", "localhost", TestServers.postgres(), stranger));
        assertRefused("Not connected to PostgreSQL at", "its certificate is not of an authority in tls.ca");
        betweenOthers(TestServers.postgres(), mariaDb);
        pipeline.with("target", guarded("mariadb", "127.0.0.1", mariaDb, authority));
        assertRefused("Not connected to MariaDB at 127.0.0.1", "not issued for this host name");
    }

    @Test
    void mariaDbAsASourceIsEncryptedToo() throws Exception {
        betweenOthers(mariaDb, TestServers.postgres());
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource("INSERT INTO t VALUES (2, 'x')");
            pipeline.awaitCaughtUp(process);
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();

        pipeline.with("source", guarded("mariadb", "localhost", mariaDb, stranger));
        assertRefused("Not connected to MariaDB at localhost", "its certificate is not of an authority in tls.ca");
    }

    private void betweenOthers(DatabaseServer source, DatabaseServer target) throws SQLException {
        pipeline = TestPipeline.between(source, target, folder)
                .onSource("CREATE TABLE t (id INT PRIMARY KEY, v VARCHAR(20))", "INSERT INTO t VALUES (1, 'a')");
        pipeline.with("source", guarded(scheme(source), "localhost", source, authority))
                .with("target", guarded(scheme(target), "localhost", target, authority));
    }

    private static String scheme(DatabaseServer server) {
        return server.engine().title().toLowerCase(Locale.ROOT);
    }

    private String guarded(String scheme, String host, DatabaseServer server, TestAuthority trusted) {
        return login("jdbc:" + scheme + "://" + host + ":" + server.port(), "verify_full", trusted);
    }

    @Test
    void sourceOfAnotherAuthorityIsRefused() throws Exception {
        pipeline.with("source", source("localhost", "verify_ca", stranger));

        assertRefused("Not connected to MySQL at localhost", "its certificate is not of an authority in tls.ca");
    }

    @Test
    void targetOfAnotherAuthorityIsRefused() throws Exception {
        pipeline.with("target", target("localhost", "verify_ca", stranger));

        assertRefused("Not connected to PostgreSQL at", "its certificate is not of an authority in tls.ca");
    }

    @Test
    void sourceWithACertificateForAnotherHostIsRefused() throws Exception {
        pipeline.with("source", source("127.0.0.1", "verify_full", authority));

        assertRefused("Not connected to MySQL at 127.0.0.1", "not issued for this host name");
    }

    @Test
    void targetWithACertificateForAnotherHostIsRefused() throws Exception {
        pipeline.with("target", target("127.0.0.1", "verify_full", authority));

        assertRefused("Not connected to PostgreSQL at", "not issued for this host name");
    }

    private interface Role {
        Connection connect(ClientTls tls, String host) throws SQLException;
    }

    /** As a source and as a target; what else a connection does is the same in all modes. */
    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyEngineIsTrustedAsFarAsTheModeSays(Engine engine) throws Exception {
        DatabaseServer other = engine == Engine.MYSQL ? TestServers.postgres() : TestServers.mysql();
        TestPipeline from = TestPipeline.between(server(engine), other, folder);
        TestPipeline to = TestPipeline.between(other, server(engine), folder);
        for (Role role : List.<Role>of(from::connectToSource, to::connectToTarget)) {
            role.connect(tls(Mode.REQUIRED, stranger, true), "127.0.0.1").close();
            role.connect(tls(Mode.VERIFY_CA, authority, true), "127.0.0.1").close();
            role.connect(tls(Mode.VERIFY_FULL, authority, true), "localhost").close();
            assertMistrust(role, tls(Mode.VERIFY_CA, stranger, true), "localhost", "not of an authority in tls.ca");
            assertMistrust(role, tls(Mode.VERIFY_FULL, stranger, true), "localhost", "not of an authority in tls.ca");
            assertMistrust(role, tls(Mode.VERIFY_FULL, authority, true), "127.0.0.1", "not issued for this host name");
            assertMistrust(role, tls(Mode.VERIFY_FULL, authority, false), "localhost", "");
        }
    }

    private static DatabaseServer server(Engine engine) {
        return switch (engine) {
            case MYSQL -> TestServers.mysql();
            case MARIADB -> mariaDb;
            case POSTGRESQL -> TestServers.postgres();
        };
    }

    private static void assertMistrust(Role role, ClientTls tls, String host, String why) {
        assertThatThrownBy(() -> role.connect(tls, host).close())
                .as("%s to %s", tls, host)
                .isInstanceOf(ReplicationException.class)
                .hasMessageContaining(why);
    }

    private static ClientTls tls(Mode mode, TestAuthority trusted, boolean known) {
        Optional<Issued> own = Optional.of(client).filter(certificate -> known);
        return new ClientTls(
                mode, Optional.of(trusted.certificate()), own.map(Issued::certificate), own.map(Issued::key));
    }

    private void assertRefused(String where, String why) throws InterruptedException {
        try (ReplicatorProcess process = pipeline.start()) {
            assertThat(process.exitCode()).as(process.log()).isEqualTo(2);
            assertThat(process.log()).contains(where, why).doesNotContain("\tat ");
        }
    }

    @Test
    void changedPasswordIsReadAnewWithoutARestart() throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource("ALTER USER guarded IDENTIFIED BY 'second'");
            pipeline.onTarget("ALTER ROLE guarded PASSWORD 'second'");
            pipeline.onTarget("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'guarded'");
            process.await("refused", status -> status.retries() > 1);
            password("second");
            pipeline.onSource("INSERT INTO t (v) VALUES ('after')");

            process.await(PipelineState.STREAMING);
            pipeline.awaitCaughtUp(process);
            assertThat(process.terminate()).isZero();
        } finally {
            pipeline.onSource("ALTER USER guarded IDENTIFIED BY 'first'");
            pipeline.onTarget("ALTER ROLE guarded PASSWORD 'first'");
        }
        pipeline.assertEqual();
    }
}
