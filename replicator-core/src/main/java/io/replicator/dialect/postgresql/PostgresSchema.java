package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.dialect.AlterStep;
import io.replicator.dialect.Finding;
import io.replicator.dialect.TargetSchema;
import io.replicator.schema.Column;
import io.replicator.schema.Sequence;
import io.replicator.schema.Table;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PostgreSQL's DDL and catalog. Stateless. */
final class PostgresSchema implements TargetSchema {

    @Override
    public List<String> createTable(TableMapping mapping) {
        return new TableDdl(mapping, new Departures(mapping.source().id())).statements();
    }

    @Override
    public List<DeferredObject> deferred(TableMapping mapping, Map<TableId, TableMapping> all) {
        return new DeferredDdl(mapping, all, new Departures(mapping.source().id())).objects();
    }

    @Override
    public List<Departure> departures(TableMapping mapping, Map<TableId, TableMapping> all) {
        Departures departures = new Departures(mapping.source().id());
        new TableNotes(mapping, departures).collect();
        if (departures.collected().stream().noneMatch(departure -> departure.fidelity() == Fidelity.REFUSED)) {
            new TableDdl(mapping, departures).statements();
            new DeferredDdl(mapping, all, departures).objects();
        }
        return departures.collected();
    }

    @Override
    public boolean computes(Table table, Column column) {
        return ColumnScope.computes(table, column);
    }

    @Override
    public List<String> alter(AlterStep step) {
        return new AlterDdl(step.table()).statements(step);
    }

    @Override
    public List<String> columns(Connection connection, TableId table) throws SQLException {
        return PostgresCatalog.table(connection, table)
                .map(existing -> existing.columns().stream()
                        .map(ExistingTable.Column::name)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public boolean exists(Connection connection, DeferredObject object) throws SQLException {
        return PostgresCatalog.exists(connection, object);
    }

    /** A unique key may be a constraint, with an index of its name, or an index alone. */
    @Override
    public List<String> drop(DeferredObject object) {
        String name = PostgresNames.quote(object.name());
        TableId index = new TableId(object.table().schema(), object.name());
        return List.of(
                "ALTER TABLE " + PostgresNames.qualified(object.table()) + " DROP CONSTRAINT IF EXISTS " + name,
                "DROP INDEX IF EXISTS " + PostgresNames.qualified(index));
    }

    @Override
    public Optional<List<String>> differences(Connection connection, TableMapping mapping) throws SQLException {
        return PostgresCatalog.table(connection, mapping.target())
                .map(existing -> new TableComparison(mapping, existing).differences());
    }

    /** A new partition is not announced by the log. */
    @Override
    public void complete(Connection connection, TableMapping mapping) throws SQLException {
        if (PostgresCatalog.isPartitioned(connection, mapping.target())) {
            new TableCompletion(mapping).addPartitions(connection);
        }
    }

    @Override
    public boolean isEmpty(Connection connection, TableMapping mapping) throws SQLException {
        return PostgresCatalog.isEmpty(connection, mapping.target());
    }

    @Override
    public void advanceIdentity(Connection connection, TableMapping mapping) throws SQLException {
        IdentitySequences.advance(connection, mapping);
    }

    @Override
    public List<String> sequence(Sequence sequence) {
        return SequenceDdl.statements(sequence);
    }

    @Override
    public List<Finding> preflight(Connection connection, String schema) throws SQLException {
        return new PostgresPreflight(connection, Clock.systemUTC()).findings(schema);
    }
}
