package io.replicator.capture.debezium;

import io.replicator.capture.ChangeSink;
import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.schema.Table;
import io.replicator.testkit.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A database on a real server, and change sources on it, all of which are closed with it. */
final class MySqlSourceFixture implements AutoCloseable {
    private static final String END_MARK = "end_mark";
    private static int databases;

    private final DatabaseServer server;
    private final String database;
    private final List<DebeziumChangeSource> sources = new ArrayList<>();
    private int marks;

    MySqlSourceFixture(DatabaseServer server) throws SQLException {
        this.server = server;
        this.database = "capture_" + ++databases;
        server.createDatabase(database);
        execute("CREATE TABLE " + END_MARK + " (id INT PRIMARY KEY)");
    }

    String database() {
        return database;
    }

    TableId table(String name) {
        return new TableId(database, name);
    }

    Connection connect() throws SQLException {
        return server.connect(database);
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    SourcePosition position() throws SQLException {
        try (Connection connection = connect()) {
            return new MySqlSource().currentPosition(connection);
        }
    }

    List<Table> tables() throws SQLException {
        return tables(id -> true);
    }

    List<Table> tables(Predicate<TableId> selected) throws SQLException {
        try (Connection connection = connect()) {
            return new MySqlSource().tables(connection, selected);
        }
    }

    DebeziumChangeSource source(List<Table> tables) {
        return source(tables, server.password());
    }

    DebeziumChangeSource source(List<Table> tables, String password) {
        SourceConnection connection =
                new SourceConnection(server.host(), server.port(), server.user(), password, TlsMode.PREFERRED);
        long serverId = 70_000L + sources.size();
        DebeziumChangeSource source =
                new DebeziumChangeSource(database, new MySqlCaptureSettings(connection, serverId, tables));
        sources.add(source);
        return source;
    }

    DebeziumChangeSource start(SourcePosition from, ChangeSink sink) throws SQLException {
        return start(tables(), from, sink);
    }

    DebeziumChangeSource start(List<Table> tables, SourcePosition from, ChangeSink sink) {
        DebeziumChangeSource source = source(tables);
        source.start(from, sink);
        return source;
    }

    /** Inserts a mark and waits until it arrives, so that all before it has arrived too. */
    void awaitEnd(RecordingSink sink) throws SQLException {
        String mark = Integer.toString(++marks);
        execute("INSERT INTO " + END_MARK + " VALUES (" + mark + ")");
        sink.awaitEvent(event -> event instanceof RowInserted insert
                && insert.table().equals(table(END_MARK))
                && mark.equals(insert.after().get(0)));
    }

    static boolean isMark(TableId table) {
        return table.name().equals(END_MARK);
    }

    @Override
    public void close() {
        sources.forEach(DebeziumChangeSource::close);
    }
}
