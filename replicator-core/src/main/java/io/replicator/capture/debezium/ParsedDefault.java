package io.replicator.capture.debezium;

import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The default that a statement gives a column, as far as the parser tells it: constants, but not all. */
record ParsedDefault(io.debezium.relational.Column column, String sql) {
    private static final Pattern NUMBER =
            Pattern.compile("\\s*(?:[+-]?\\d+(?:\\.\\d*)?(?:E[+-]?\\d+)?|TRUE|FALSE)\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern DEFAULT = Pattern.compile("\\bDEFAULT\\b", Pattern.CASE_INSENSITIVE);

    /** Whether the catalog's column has this default, and not one that it got later. */
    boolean agreesWith(Column catalog) {
        Optional<String> parsed = column.defaultValueExpression();
        if (!(catalog.defaultValue() instanceof DefaultValue.Literal literal)) {
            return catalog.defaultValue() == null
                    ? parsed.isEmpty()
                    : DEFAULT.matcher(sql).find();
        }
        return parsed.map(text -> isSame(catalog.type(), literal.canonical(), text))
                .orElse(DEFAULT.matcher(sql).find());
    }

    /** Times and bytes can be written in many ways; those are not compared. */
    private static boolean isSame(LogicalType type, String canonical, String parsed) {
        if (type instanceof LogicalType.Int
                || type instanceof LogicalType.Decimal
                || type instanceof LogicalType.Floating) {
            return NUMBER.matcher(parsed).matches() && number(canonical).compareTo(number(parsed)) == 0;
        }
        boolean text = type instanceof LogicalType.Text || type instanceof LogicalType.Enumeration;
        return !text || canonical.equals(parsed) || canonical.equals(parsed.replace("''", "'"));
    }

    private static BigDecimal number(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "TRUE" -> BigDecimal.ONE;
            case "FALSE" -> BigDecimal.ZERO;
            default -> new BigDecimal(text.strip());
        };
    }
}
