package io.replicator.capture.debezium;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes a table down as the plainest CREATE TABLE that has its columns and key: without defaults, expressions, checks or
 * partitions, which a parser might not understand and which nobody here asks for.
 */
final class PlainDefinition {
    private PlainDefinition() {}

    static String of(Table table) {
        String columns = table.columns().stream().map(PlainDefinition::column).collect(Collectors.joining(", "));
        String key = table.hasPrimaryKey()
                ? table.primaryKey().stream()
                        .map(PlainDefinition::quoted)
                        .collect(Collectors.joining(", ", ", PRIMARY KEY (", ")"))
                : "";
        return "CREATE TABLE " + quoted(table.id().schema()) + "."
                + quoted(table.id().name()) + " (" + columns + key + ")" + defaultCharset(table);
    }

    private static String column(Column column) {
        String charset = column.charset() == null ? "" : " CHARACTER SET " + column.charset();
        return quoted(column.name()) + " " + type(column) + charset + (column.nullable() ? "" : " NOT NULL");
    }

    /** The parser does not know all types that only MariaDB has. */
    private static String type(Column column) {
        if (column.type() instanceof LogicalType.Native) {
            return "binary(16)";
        }
        return column.nativeType().replaceFirst(" srid \\d+$", "");
    }

    /** The catalog does not say it; that of most columns is most likely. */
    private static String defaultCharset(Table table) {
        Map<String, Long> uses = table.columns().stream()
                .map(Column::charset)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return uses.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> " DEFAULT CHARSET=" + most.getKey())
                .orElse("");
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
