package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.Sequence;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sequences of MariaDB, most of which are there for the defaults of columns. */
final class Sequences {
    /** As the catalog spells it, with the database in front or without. */
    private static final Pattern NEXT = Pattern.compile("nextval\\((?:`(?:[^`]|``)+`\\.)?`((?:[^`]|``)+)`\\)");

    private Sequences() {}

    /** The sequence that the column's default asks. */
    static Optional<String> of(Column column) {
        if (!(column.defaultValue() instanceof DefaultValue.Expression expression)) {
            return Optional.empty();
        }
        return name(expression.sql());
    }

    private static Optional<String> name(String expression) {
        Matcher next = NEXT.matcher(expression);
        return next.find() ? Optional.of(next.group(1).replace("``", "`")) : Optional.empty();
    }

    /** The default without the name of the source's database. */
    static String local(String expression) {
        return NEXT.matcher(expression).replaceAll("nextval(`$1`)");
    }

    /** Statements that make the sequences of a table, each to go on where it is now. */
    static List<String> requirements(Connection connection, List<Column> columns) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (Column column : columns) {
            Optional<String> name = of(column);
            if (name.isPresent()) {
                statements.add(create(MySqlLiterals.name(name.get()), read(connection, new TableId("", name.get()))));
            }
        }
        return statements;
    }

    /** Those that no column of the database asks. */
    static List<Sequence> unused(Connection connection) throws SQLException {
        Set<String> used = new HashSet<>();
        CatalogQuery.each(
                connection,
                "SELECT COLUMN_DEFAULT AS initial FROM information_schema.COLUMNS"
                        + " WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_DEFAULT LIKE '%nextval(%'",
                row -> name(row.text("initial")).ifPresent(used::add));
        List<TableId> unused = new ArrayList<>();
        CatalogQuery.each(
                connection,
                "SELECT TABLE_SCHEMA AS db, TABLE_NAME AS tbl FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'SEQUENCE' ORDER BY TABLE_NAME",
                row -> {
                    if (!used.contains(row.table().name())) {
                        unused.add(row.table());
                    }
                });
        List<Sequence> sequences = new ArrayList<>();
        for (TableId id : unused) {
            sequences.add(read(connection, id));
        }
        return sequences;
    }

    private static Sequence read(Connection connection, TableId id) throws SQLException {
        List<Sequence> found = new ArrayList<>();
        CatalogQuery.each(
                connection,
                "SELECT next_not_cached_value AS next_value, minimum_value AS low_value, maximum_value AS high_value,"
                        + " increment AS step_value, cache_size AS cached, cycle_option AS repeats FROM "
                        + MySqlLiterals.name(id.name()),
                row -> found.add(new Sequence(
                        id,
                        row.number("next_value"),
                        row.number("low_value"),
                        row.number("high_value"),
                        row.number("step_value"),
                        row.number("cached"),
                        row.text("repeats").equals("1"))));
        return found.get(0);
    }

    /** Makes a sequence if there is none, and lets it go on from there if it is not further. */
    static List<String> statements(Sequence sequence) {
        String name = MySqlLiterals.name(sequence.id());
        return List.of(create(name, sequence), "DO SETVAL(" + name + ", " + sequence.next() + ", 0)");
    }

    private static String create(String name, Sequence sequence) {
        return "CREATE SEQUENCE IF NOT EXISTS " + name + " START WITH " + sequence.next() + " MINVALUE "
                + sequence.minimum() + " MAXVALUE " + sequence.maximum() + " INCREMENT BY " + sequence.increment()
                + " CACHE " + sequence.cached() + (sequence.cycles() ? " CYCLE" : "");
    }

    /** Lets the sequences of a target go on behind what their columns hold; none goes back. */
    static void advance(Connection connection, TableMapping mapping) throws SQLException {
        for (ColumnMapping column : mapping.columns()) {
            Optional<String> sequence = of(column.source());
            if (sequence.isPresent()) {
                long greatest = TargetCatalog.greatest(connection, mapping.target(), column.targetName());
                TargetCatalog.execute(
                        connection, "DO SETVAL(" + MySqlLiterals.name(sequence.get()) + ", " + greatest + ")");
            }
        }
    }
}
