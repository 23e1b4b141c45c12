package io.replicator.dialect.postgresql;

import io.replicator.dialect.postgresql.expression.PostgresExpressions;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the default of one column. */
record DefaultDdl(TableMapping mapping, ColumnMapping column, Departures departures) {

    /** The expression after DEFAULT, empty if there is none or it cannot be kept. */
    Optional<String> text() {
        DefaultValue value = column.source().defaultValue();
        if (value instanceof DefaultValue.Literal literal) {
            return literal(literal.canonical());
        }
        if (value instanceof DefaultValue.Now now) {
            return Optional.of(now(now.precision()));
        }
        return value instanceof DefaultValue.Expression expression ? expression(expression.sql()) : Optional.empty();
    }

    private String now(int precision) {
        if (SameEngine.is(mapping) && precision == precision()) {
            return "now()";
        }
        String function =
                column.source().type() instanceof LogicalType.Instant ? "CURRENT_TIMESTAMP" : "LOCALTIMESTAMP";
        return function + "(" + precision + ")";
    }

    /** Digits of a second's fraction that the column keeps. */
    private int precision() {
        LogicalType type = column.source().type();
        if (type instanceof LogicalType.Instant instant) {
            return instant.precision();
        }
        return type instanceof LogicalType.DateTime dateTime ? dateTime.precision() : 0;
    }

    private Optional<String> expression(String sql) {
        if (SameEngine.is(mapping)) {
            return Optional.of(sql);
        }
        Optional<String> translated =
                PostgresExpressions.defaultValue(sql, column.source().type()).map(this::ofType);
        if (translated.isEmpty()) {
            departures.notMigrated(subject(), "DEFAULT (" + sql + ") has no known equal in PostgreSQL");
        } else {
            departures.wider(subject(), "DEFAULT (" + sql + ") became " + translated.get());
        }
        return translated;
    }

    /** No text becomes a UUID by itself. */
    private String ofType(String expression) {
        return column.type().ddl().equals("uuid") ? expression.replaceFirst("::text$", "") : expression;
    }

    private Optional<String> literal(String canonical) {
        if (column.source().type() instanceof LogicalType.Binary binary) {
            return Optional.of(bytes(canonical, binary));
        }
        @Nullable String kept = ruled(canonical);
        if (kept == null) {
            departures.notMigrated(subject(), "its default is a value that the target cannot store");
            return Optional.empty();
        }
        if (!kept.equals(canonical)) {
            departures.lossy(
                    subject(), "its default is a value that the target cannot store, so it is replaced as well");
        }
        return Optional.of(constant(kept));
    }

    /** The default as the column's rule would write it. */
    private @Nullable String ruled(String canonical) {
        if (!column.rule().concerns(canonical.getBytes(StandardCharsets.UTF_8))) {
            return canonical;
        }
        try {
            return column.rule().apply(canonical);
        } catch (ReplicationException e) {
            return null;
        }
    }

    private String constant(String canonical) {
        LogicalType type = column.source().type();
        if (type instanceof LogicalType.Bits) {
            return "B'" + canonical + "'";
        }
        if (type instanceof LogicalType.Bool) {
            return canonical;
        }
        if (type instanceof LogicalType.Year) {
            return Integer.toString(Integer.parseInt(canonical));
        }
        boolean number = type instanceof LogicalType.Int || type instanceof LogicalType.Decimal;
        boolean boolOfNumber = column.type().ddl().equals("boolean");
        return number && !boolOfNumber ? canonical : PostgresNames.literal(canonical);
    }

    /** BINARY(n) is padded with zero bytes by MySQL. */
    private static String bytes(String hexadecimal, LogicalType.Binary type) {
        int digits = type.fixed() ? (int) type.length() * 2 : 0;
        String padding = "0".repeat(Math.max(0, digits - hexadecimal.length()));
        return "'\\x" + hexadecimal + padding + "'";
    }

    private String subject() {
        Column source = column.source();
        return "column " + source.name();
    }
}
