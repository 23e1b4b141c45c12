package io.replicator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
final class EmbeddedServersIT {

    @TempDir
    private Path parent;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void committedRowsSurviveStopAndKillOnTheSamePort(Engine engine) throws Exception {
        try (DatabaseServer server = start(engine, ServerOptions.defaults().in(parent))) {
            int port = server.port();
            server.createDatabase("shop");
            execute(server, "CREATE TABLE sale (id INT PRIMARY KEY)");
            execute(server, "INSERT INTO sale VALUES (1)");

            server.stop();
            assertThatThrownBy(() -> server.connect("shop")).isInstanceOf(SQLException.class);
            server.start();
            execute(server, "INSERT INTO sale VALUES (2)");

            server.kill();
            assertThatThrownBy(() -> server.connect("shop")).isInstanceOf(SQLException.class);
            server.start();

            assertThat(query(server, "shop", "SELECT count(*) FROM sale")).isEqualTo("2");
            assertThat(server.port()).isEqualTo(port);
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void closeDeletesTheData(Engine engine) throws Exception {
        DatabaseServer server = start(engine, ServerOptions.defaults().in(parent));
        try (Stream<Path> files = Files.list(parent)) {
            assertThat(files).hasSize(1);
        }

        server.close();

        try (Stream<Path> files = Files.list(parent)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void frozenServerGoesOnWhereItWas(Engine engine) throws Exception {
        try (DatabaseServer server = start(engine, ServerOptions.defaults().in(parent));
                Connection connection = server.connect()) {
            // Not the limit of isValid(), which the driver of MariaDB passes over.
            connection.setNetworkTimeout(Runnable::run, 1_000);
            server.freeze();
            assertThat(connection.isValid(1)).isFalse();
            server.thaw();
            assertThat(query(server, engine.administrativeDatabase(), "SELECT 1"))
                    .isEqualTo("1");
        }
    }

    @Test
    void mySqlTakesSettingsAndTimeZone() throws Exception {
        ServerOptions options = ServerOptions.defaults()
                .in(parent)
                .with("binlog_expire_logs_seconds", "77")
                .withoutGtid()
                .inTimeZone("Europe/Madrid")
                .asDurable();
        try (DatabaseServer server = EmbeddedMySql.start(options)) {
            assertThat(query(server, "mysql", "SELECT @@binlog_expire_logs_seconds"))
                    .isEqualTo("77");
            assertThat(query(server, "mysql", "SELECT @@gtid_mode")).isEqualTo("OFF");
            assertThat(query(server, "mysql", "SELECT @@sync_binlog")).isEqualTo("1");
            assertThat(query(server, "mysql", "SELECT cast(from_unixtime(1700000000) AS char)"))
                    .isEqualTo("2023-11-14 23:13:20.000000".substring(0, 19));
        }
    }

    @Test
    void mySqlServersHaveTheirOwnIdentity() throws Exception {
        try (DatabaseServer first = EmbeddedMySql.start();
                DatabaseServer second = EmbeddedMySql.start()) {
            String identity = "SELECT concat(@@server_uuid, @@server_id)";
            assertThat(query(first, "mysql", identity)).isNotEqualTo(query(second, "mysql", identity));
            assertThat(query(first, "mysql", "SELECT @@gtid_executed")).isEmpty();
        }
    }

    @Test
    void postgreSqlTakesSettingsAndTimeZone() throws Exception {
        ServerOptions options = ServerOptions.defaults()
                .in(parent)
                .with("max_slot_wal_keep_size", "1GB")
                .inTimeZone("Europe/Madrid")
                .asDurable();
        try (DatabaseServer server = EmbeddedPostgreSql.start(options)) {
            assertThat(query(server, "postgres", "SHOW max_slot_wal_keep_size")).isEqualTo("1GB");
            assertThat(query(server, "postgres", "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "postgres", "SHOW wal_level")).isEqualTo("logical");
            assertThat(query(server, "postgres", "SELECT pg_encoding_to_char(encoding) FROM pg_database LIMIT 1"))
                    .isEqualTo("UTF8");
        }
    }

    @Test
    void wrongSettingIsReportedWithTheServersOwnWords() {
        assertThatThrownBy(() -> EmbeddedPostgreSql.start(
                        ServerOptions.defaults().in(parent).with("no_such_setting", "1")))
                .isInstanceOf(TestkitException.class)
                .hasMessageContaining("no_such_setting");
        assertThat(parent).isEmptyDirectory();
    }

    private static DatabaseServer start(Engine engine, ServerOptions options) {
        return switch (engine) {
            case MYSQL -> EmbeddedMySql.start(options);
            case MARIADB -> EmbeddedMariaDb.start(options);
            case POSTGRESQL -> EmbeddedPostgreSql.start(options);
        };
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("shop");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DatabaseServer server, String database, String sql) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
