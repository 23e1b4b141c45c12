package io.replicator.dialect.postgresql.expression;

import io.replicator.schema.LogicalType;
import java.util.Optional;
import java.util.function.Function;

/**
 * Translates MySQL's expressions into PostgreSQL; empty where the result is not known to be the same. Immutable.
 *
 * @param columns the columns that an expression may name, by their source names
 */
public record PostgresExpressions(Function<String, Optional<ColumnReference>> columns) {

    /** The value of a generated column; gives the same value for every row. */
    public Optional<String> generated(String expression, LogicalType column) {
        return translated(() -> Assignment.generated(typed(expression, Purpose.VALUE), column));
    }

    /** A condition that is false for the same rows. */
    public Optional<String> check(String expression) {
        return translated(() -> typed(expression, Purpose.VALUE).asBoolean());
    }

    /** The default of new rows, which may depend on time and chance. */
    public static Optional<String> defaultValue(String expression, LogicalType column) {
        PostgresExpressions withoutColumns = new PostgresExpressions(name -> Optional.empty());
        return translated(() -> Assignment.defaulted(withoutColumns.typed(expression, Purpose.DEFAULT), column));
    }

    /** A key part. @param unique whether equality must be the same, not only similar */
    public Optional<String> indexKey(String expression, boolean unique) {
        return translated(
                () -> typed(expression, unique ? Purpose.VALUE : Purpose.SEARCH).sql());
    }

    /** A string literal, read alike with and without {@code standard_conforming_strings}. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    private Typed typed(String expression, Purpose purpose) throws UntranslatableException {
        return new Translation(columns, purpose).of(Parser.parse(expression));
    }

    private static Optional<String> translated(Attempt attempt) {
        try {
            return Optional.of(attempt.sql());
        } catch (UntranslatableException e) {
            return Optional.empty();
        }
    }

    private interface Attempt {
        String sql() throws UntranslatableException;
    }
}
