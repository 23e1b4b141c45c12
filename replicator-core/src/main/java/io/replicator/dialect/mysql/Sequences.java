package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sequences of MariaDB from which columns take their defaults. */
final class Sequences {
    /** As the catalog spells it, with the database in front or without. */
    private static final Pattern NEXT = Pattern.compile("nextval\\((?:`(?:[^`]|``)+`\\.)?`((?:[^`]|``)+)`\\)");

    private Sequences() {}

    /** The sequence that the column's default asks. */
    static Optional<String> of(Column column) {
        if (!(column.defaultValue() instanceof DefaultValue.Expression expression)) {
            return Optional.empty();
        }
        Matcher next = NEXT.matcher(expression.sql());
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
                String sequence = MySqlLiterals.name(name.get());
                CatalogQuery.each(
                        connection,
                        "SELECT next_not_cached_value AS next_value, minimum_value AS low_value, maximum_value AS high_value,"
                                + " increment AS step_value, cache_size AS cached, cycle_option AS repeats FROM "
                                + sequence,
                        row -> statements.add("CREATE SEQUENCE IF NOT EXISTS " + sequence + " START WITH "
                                + row.text("next_value") + " MINVALUE " + row.text("low_value") + " MAXVALUE "
                                + row.text("high_value")
                                + " INCREMENT BY " + row.text("step_value") + " CACHE " + row.text("cached")
                                + (row.text("repeats").equals("1") ? " CYCLE" : "")));
            }
        }
        return statements;
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
