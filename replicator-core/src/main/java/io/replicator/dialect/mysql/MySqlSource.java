package io.replicator.dialect.mysql;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.Finding;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SourceEngine;
import io.replicator.error.ErrorKind;
import io.replicator.schema.Sequence;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** MySQL 8.0 or MariaDB 10.6 and later as a source. Its positions are those of the binlog. */
public final class MySqlSource implements SourceEngine {
    private final Product product;
    private final SnapshotReading snapshot;

    /** MySQL. */
    public MySqlSource() {
        this(Product.MYSQL);
    }

    private MySqlSource(Product product) {
        this.product = product;
        this.snapshot = new MySqlSnapshotReading(product);
    }

    public static MySqlSource mariaDb() {
        return new MySqlSource(Product.MARIADB);
    }

    @Override
    public String name() {
        return product.engine();
    }

    @Override
    public Connection connect(Endpoint endpoint) {
        return MySqlConnections.open(product, endpoint);
    }

    /** How connections are encrypted: the driver's {@code sslMode} as configured, or its default. */
    public String sslMode(Endpoint endpoint) {
        return MySqlConnections.sslMode(product, endpoint).toUpperCase(Locale.ROOT);
    }

    @Override
    public ErrorKind classify(SQLException failure) {
        return MySqlErrors.classify(failure);
    }

    @Override
    public List<Table> tables(Connection connection, Predicate<TableId> selected) throws SQLException {
        return MySqlCatalog.tables(connection, product, selected);
    }

    @Override
    public List<Sequence> sequences(Connection connection) throws SQLException {
        return product == Product.MARIADB ? Sequences.unused(connection) : List.of();
    }

    @Override
    public List<String> otherObjects(Connection connection) throws SQLException {
        return MySqlCatalog.otherObjects(connection);
    }

    @Override
    public String identity(Connection connection) throws SQLException {
        return MySqlBinlog.identity(connection);
    }

    @Override
    public SourcePosition currentPosition(Connection connection) throws SQLException {
        return MySqlBinlog.end(connection).asSourcePosition();
    }

    @Override
    public int compare(SourcePosition a, SourcePosition b) {
        return BinlogPosition.of(a).compare(BinlogPosition.of(b));
    }

    @Override
    public Optional<String> gapAfter(Connection connection, SourcePosition position) throws SQLException {
        return MySqlBinlog.gapAfter(connection, BinlogPosition.of(position));
    }

    @Override
    public long backlogBytes(Connection connection, SourcePosition position) throws SQLException {
        return MySqlBinlog.bytesAfter(connection, BinlogPosition.of(position));
    }

    @Override
    public Optional<Duration> logKeptFor(Connection connection) throws SQLException {
        return BinlogRetention.keptFor(connection);
    }

    @Override
    public List<Finding> preflight(Connection connection, List<Table> tables) throws SQLException {
        return new MySqlPreflight(product, connection, tables).findings();
    }

    @Override
    public List<Finding> outlook(Connection connection) throws SQLException {
        return MySqlPreflight.isOn(MySqlBinlog.variable(connection, "log_bin"))
                ? BinlogRetention.check(connection)
                : List.of();
    }

    @Override
    public SnapshotReading snapshot() {
        return snapshot;
    }
}
