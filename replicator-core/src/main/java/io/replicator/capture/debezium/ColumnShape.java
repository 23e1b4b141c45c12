package io.replicator.capture.debezium;

import io.debezium.relational.Column;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What counts in a column; defaults, comments and display widths of integers do not. */
record ColumnShape(
        String name,
        String type,
        int length,
        @Nullable Integer scale,
        @Nullable String charset,
        List<String> labels,
        boolean nullable,
        boolean generated) {

    static List<ColumnShape> of(List<Column> columns) {
        return columns.stream().map(ColumnShape::of).toList();
    }

    static ColumnShape of(Column column) {
        String type = type(column.typeName());
        boolean sized = !type.contains("INT") && !type.startsWith("YEAR");
        return new ColumnShape(
                column.name(),
                type,
                sized ? column.length() : 0,
                column.scale().orElse(null),
                charset(column.charsetName()),
                column.enumValues() == null ? List.of() : column.enumValues(),
                column.isOptional(),
                column.isGenerated());
    }

    /** Whether a column of the catalog can be this one of a statement, which may leave the character set to the database. */
    boolean isThatOf(ColumnShape catalog) {
        return equals(catalog)
                || (charset == null
                        && new ColumnShape(name, type, length, scale, catalog.charset, labels, nullable, generated)
                                .equals(catalog));
    }

    private static String type(String name) {
        return name.toUpperCase(Locale.ROOT)
                .replace("INTEGER", "INT")
                .replaceFirst("^(?:NUMERIC|DEC|FIXED)\\b", "DECIMAL")
                .replaceFirst("^BOOL(?:EAN)?\\b", "TINYINT")
                .replaceFirst("^CHARACTER VARYING\\b", "VARCHAR")
                .replaceFirst("^CHARACTER\\b", "CHAR")
                .replaceFirst("^DOUBLE PRECISION\\b|^REAL\\b", "DOUBLE");
    }

    private static @Nullable String charset(@Nullable String name) {
        return "utf8".equals(name) ? "utf8mb3" : name;
    }
}
