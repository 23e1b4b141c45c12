package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.AlterStep;
import io.replicator.dialect.Finding;
import io.replicator.dialect.TargetSchema;
import io.replicator.schema.Column;
import io.replicator.schema.Sequence;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** DDL and catalog of MySQL and MariaDB as targets. Stateless. */
record MySqlSchema(Product product, boolean foldsNames) implements TargetSchema {
    @Override
    public List<String> createTable(TableMapping mapping) {
        return new MySqlTableDdl(product, mapping, differencesOf(mapping)).statements();
    }

    @Override
    public List<String> createSchema(String schema) {
        return List.of("CREATE DATABASE IF NOT EXISTS " + MySqlLiterals.name(schema));
    }

    @Override
    public List<DeferredObject> deferred(TableMapping mapping, Map<TableId, TableMapping> all) {
        return new MySqlDeferredDdl(product, mapping, all, differencesOf(mapping)).objects();
    }

    private static Differences differencesOf(TableMapping mapping) {
        return new Differences(mapping.source().id());
    }

    @Override
    public List<Departure> departures(TableMapping mapping, Map<TableId, TableMapping> all) {
        Differences differences = differencesOf(mapping);
        name(
                differences,
                "table " + mapping.source().id().name(),
                mapping.target().name());
        mapping.columns().forEach(column -> column(differences, mapping, column));
        tablesOfOneName(mapping, all, differences);
        if (Product.of(mapping.source()).isEmpty()) {
            new ForeignLimits(product, mapping).check(differences);
        }
        if (differences.collected().stream().noneMatch(departure -> departure.fidelity() == Fidelity.REFUSED)) {
            new MySqlTableDdl(product, mapping, differences).statements();
            new MySqlDeferredDdl(product, mapping, all, differences).objects();
        }
        return differences.collected();
    }

    private void tablesOfOneName(TableMapping mapping, Map<TableId, TableMapping> all, Differences differences) {
        all.values().stream()
                .map(TableMapping::target)
                .filter(other ->
                        other.name().equalsIgnoreCase(mapping.target().name()) && !other.equals(mapping.target()))
                .forEach(other -> differences.add(
                        "table",
                        foldsNames ? Fidelity.REFUSED : Fidelity.WIDER,
                        "its name differs from " + other.name()
                                + " only in case, which needs lower_case_table_names = 0 on the target"));
    }

    private void column(Differences differences, TableMapping mapping, ColumnMapping column) {
        boolean inKey = mapping.key().contains(column);
        boolean isForeign = Product.of(mapping.source()).isEmpty();
        String subject = "column " + column.source().name();
        name(differences, subject, column.targetName());
        if (column.type().fidelity() == Fidelity.REFUSED) {
            differences.add(subject, Fidelity.REFUSED, column.type().note());
        } else if (column.source().isGenerated() && !column.computed() && isForeign) {
            differences.add(
                    subject,
                    Fidelity.REFUSED,
                    "generated, and the source's log does not hold its values; see tables.exclude_columns");
        } else if (inKey && column.type().ddl().matches("\\w*(?:text|blob)")) {
            differences.add(subject, Fidelity.REFUSED, "in a key it needs a type with a length");
        }
    }

    private void name(Differences differences, String subject, String name) {
        NameFit.problem(product, name)
                .ifPresent(problem -> differences.add(subject, Fidelity.REFUSED, "its name " + problem));
    }

    /** The expressions of this family are understood here. */
    @Override
    public boolean computes(Table table, Column column) {
        return column.isGenerated() && Product.of(table).isPresent();
    }

    @Override
    public List<String> alter(AlterStep step) {
        return new MySqlAlterDdl(product, step.table()).statements(step);
    }

    @Override
    public List<String> columns(Connection connection, TableId table) throws SQLException {
        return TargetCatalog.table(connection, product, table)
                .map(existing -> existing.columns().stream().map(Column::name).toList())
                .orElse(List.of());
    }

    @Override
    public boolean exists(Connection connection, DeferredObject object) throws SQLException {
        return PeriodDdl.is(object) ? PeriodDdl.exists(connection, object) : TargetCatalog.exists(connection, object);
    }

    @Override
    public List<String> drop(DeferredObject object) {
        if (PeriodDdl.is(object)) {
            return List.of(PeriodDdl.drop(object));
        }
        String kind = switch (object.kind()) {
            case FOREIGN_KEY -> " DROP FOREIGN KEY ";
            case CHECK -> " DROP CONSTRAINT ";
            case KEY, UNIQUE, INDEX -> " DROP INDEX ";
        };
        return List.of("ALTER TABLE " + MySqlLiterals.name(object.table()) + kind + MySqlLiterals.name(object.name()));
    }

    @Override
    public Optional<List<String>> differences(Connection connection, TableMapping mapping) throws SQLException {
        return TargetCatalog.table(connection, product, mapping.target())
                .map(existing -> new ExistingTableCheck(product, mapping, existing).differences());
    }

    @Override
    public boolean isEmpty(Connection connection, TableMapping mapping) throws SQLException {
        return TargetCatalog.isEmpty(connection, mapping.target());
    }

    /** The server follows the greatest value by itself; the source may be ahead of that. */
    @Override
    public void advanceIdentity(Connection connection, TableMapping mapping) throws SQLException {
        if (product == Product.MARIADB && product.wrote(mapping.source())) {
            Sequences.advance(connection, mapping);
        }
        boolean identity = MySqlTableDdl.identity(mapping).isPresent();
        long wanted = mapping.source().nextIdentity();
        if (identity && wanted > TargetCatalog.nextIdentity(connection, mapping.target())) {
            TargetCatalog.execute(
                    connection, "ALTER TABLE " + MySqlLiterals.name(mapping.target()) + " AUTO_INCREMENT = " + wanted);
        }
    }

    @Override
    public List<String> sequence(Sequence sequence) {
        return product == Product.MARIADB ? Sequences.statements(sequence) : List.of();
    }

    @Override
    public List<Finding> preflight(Connection connection, String schema) throws SQLException {
        return new TargetPreflight(product, connection).findings(schema);
    }
}
