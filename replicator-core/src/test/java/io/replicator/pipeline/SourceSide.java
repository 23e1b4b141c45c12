package io.replicator.pipeline;

import io.replicator.capture.debezium.DebeziumChangeSource;
import io.replicator.capture.debezium.MySqlCaptureSettings;
import io.replicator.capture.debezium.PostgresCaptureSettings;
import io.replicator.capture.debezium.SourceConnection;
import io.replicator.capture.debezium.TlsMode;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.dialect.postgresql.PostgresSource;
import io.replicator.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** A database of a test server that a pipeline reads. A new engine is one more case here. */
record SourceSide(DatabaseServer server, String database) {

    Connection connect() throws SQLException {
        return server.connect(database);
    }

    Endpoint endpoint() {
        return new Endpoint(server.jdbcUrl(database), server.user(), server::password, Map.of());
    }

    Source parts(TableSelection selection) {
        return switch (server.engine()) {
            case MYSQL -> binlog(new MySqlSource(), selection);
            case MARIADB -> binlog(MySqlSource.mariaDb(), selection);
            case POSTGRESQL -> {
                PostgresSource engine = new PostgresSource(database);
                yield new Source(
                        engine,
                        endpoint(),
                        selection,
                        tables -> new DebeziumChangeSource(
                                "test", new PostgresCaptureSettings(engine, endpoint(), tables)));
            }
        };
    }

    private Source binlog(MySqlSource engine, TableSelection selection) {
        return new Source(
                engine,
                endpoint(),
                selection,
                tables -> new DebeziumChangeSource(
                        "test", new MySqlCaptureSettings(binlogConnection(), serverId(), tables, selection::takesUp)));
    }

    private SourceConnection binlogConnection() {
        return new SourceConnection(server.host(), server.port(), server.user(), server.password(), TlsMode.PREFERRED);
    }

    private long serverId() {
        return 9_000L + Math.floorMod(database.hashCode(), 100_000);
    }
}
