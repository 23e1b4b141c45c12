package io.replicator.dialect.mysql;

import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes one column of CREATE TABLE. */
record MySqlColumnDdl(Product product, TableMapping mapping, ColumnMapping column, Differences differences) {

    private static final String UUID = "(uuid())";

    /** Defaults of other engines that have an equal here. */
    private static final Map<String, String> FOREIGN_DEFAULTS = Map.of(
            "gen_random_uuid()", UUID,
            "uuid_generate_v4()", UUID,
            "current_date", "(current_date)",
            "current_time", "(current_time)",
            "localtime", "(current_time)");

    String text() {
        String value = column.computed() ? generated() : plain();
        String comment = Comment.COLUMN.ddl(source().comment(), subject(), differences);
        String invisible = source().invisible() ? " INVISIBLE" : "";
        return MySqlLiterals.name(column.targetName()) + " " + column.type().ddl() + characters() + value + invisible
                + comment;
    }

    private String characters() {
        String collation = new TargetCollations(product, mapping.source()).of(source(), differences);
        boolean characters =
                column.type().ddl().matches("(?s)(?:(?:tiny|medium|long)?text|(?:var)?char|enum|set)\\b.*");
        return collation.isEmpty() || !characters ? "" : " " + collation;
    }

    private String generated() {
        Column.Generated generated = source().generated();
        if (generated == null) {
            return "";
        }
        String nullability = product == Product.MARIADB ? "" : nullability();
        return " GENERATED ALWAYS AS (" + new FamilyExpression(mapping).translated(generated.expression()) + ") "
                + (generated.stored() ? "STORED" : "VIRTUAL") + nullability;
    }

    private String plain() {
        if (source().isGenerated()) {
            differences.add(
                    subject(),
                    Fidelity.NOT_MIGRATED,
                    "a plain column that receives the source's values; " + product.title()
                            + " does not compute its expression");
        }
        return nullability() + (source().identity() ? identity() : byDefault()) + onUpdate();
    }

    private String identity() {
        if (MySqlTableDdl.identity(mapping).filter(column::equals).isPresent()) {
            return " AUTO_INCREMENT";
        }
        differences.add(
                subject(),
                Fidelity.NOT_MIGRATED,
                "its sequence, as AUTO_INCREMENT is for one column of a table and for integers only");
        return "";
    }

    private String byDefault() {
        return defaultValue().map(sql -> " DEFAULT " + sql).orElse("");
    }

    private String nullability() {
        return column.isNullable() ? " NULL" : " NOT NULL";
    }

    private String onUpdate() {
        return source().onUpdateNow() ? " ON UPDATE CURRENT_TIMESTAMP(" + precision() + ")" : "";
    }

    private int precision() {
        LogicalType type = source().type();
        if (type instanceof LogicalType.Instant instant) {
            return instant.precision();
        }
        return type instanceof LogicalType.DateTime dateTime ? dateTime.precision() : 0;
    }

    private Optional<String> defaultValue() {
        DefaultValue value = source().defaultValue();
        if (value instanceof DefaultValue.Literal literal) {
            return literal(literal.canonical());
        }
        if (value instanceof DefaultValue.Now) {
            return now();
        }
        if (!(value instanceof DefaultValue.Expression expression)) {
            return Optional.empty();
        }
        if (Sequences.of(source()).isPresent()) {
            return sequence(expression.sql());
        }
        if (Product.of(mapping.source()).isPresent()) {
            return Optional.of("(" + new FamilyExpression(mapping).translated(expression.sql()) + ")");
        }
        Optional<String> known =
                Optional.ofNullable(FOREIGN_DEFAULTS.get(expression.sql().toLowerCase(Locale.ROOT)));
        if (known.isEmpty()) {
            notMigrated("DEFAULT " + expression.sql());
        } else if (known.get().equals(UUID)) {
            differences.add(subject(), Fidelity.WIDER, "its default makes UUIDs by uuid(), which are of version 1");
        }
        return known;
    }

    private Optional<String> sequence(String sql) {
        if (product.wrote(mapping.source())) {
            return Optional.of("(" + Sequences.local(sql) + ")");
        }
        notMigrated("DEFAULT " + sql);
        return Optional.empty();
    }

    /** What the column cannot hold is no default either. */
    private Optional<String> literal(String canonical) {
        try {
            String value = column.rule().apply(canonical);
            return value == null ? Optional.empty() : Optional.of(constant(value));
        } catch (ReplicationException e) {
            notMigrated("DEFAULT '" + canonical + "'");
            return Optional.empty();
        }
    }

    private Optional<String> now() {
        LogicalType type = source().type();
        if (type instanceof LogicalType.Instant && Product.of(mapping.source()).isEmpty()) {
            return Optional.of("(UTC_TIMESTAMP(" + precision() + "))");
        }
        if (type instanceof LogicalType.Instant || type instanceof LogicalType.DateTime) {
            return Optional.of("CURRENT_TIMESTAMP(" + precision() + ")");
        }
        if (type instanceof LogicalType.Date) {
            return Optional.of("(CURRENT_DATE)");
        }
        notMigrated("its default, the time of the statement,");
        return Optional.empty();
    }

    private void notMigrated(String what) {
        differences.add(subject(), Fidelity.NOT_MIGRATED, what + " has no known equal in " + product.title());
    }

    private String constant(String canonical) {
        LogicalType type = source().type();
        if (type instanceof LogicalType.Int || type instanceof LogicalType.Decimal) {
            return canonical;
        }
        if (type instanceof LogicalType.Bool) {
            return canonical.equals("true") ? "1" : "0";
        }
        if (type instanceof LogicalType.Bits && column.type().ddl().startsWith("bit")) {
            return "b'" + canonical + "'";
        }
        if (type instanceof LogicalType.Binary) {
            return parenthesised("x'" + canonical + "'");
        }
        boolean instant = type instanceof LogicalType.Instant;
        return parenthesised(MySqlLiterals.quoted(instant ? canonical.replace("+00", "") : canonical));
    }

    /** Long types take an expression only. */
    private String parenthesised(String constant) {
        String ddl = column.type().ddl();
        return ddl.contains("text") || ddl.contains("blob") || ddl.startsWith("json") ? "(" + constant + ")" : constant;
    }

    private Column source() {
        return column.source();
    }

    private String subject() {
        return "column " + source().name();
    }
}
