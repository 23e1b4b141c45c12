package io.replicator.dialect.postgresql;

import io.replicator.dialect.LineBuffer;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.ValueRule;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Writes one column's values into a line of COPY. */
final class CopyColumn {
    private enum Form {
        /** Digits and punctuation that never need an escape. */
        PLAIN,
        ESCAPED,
        /** {@code bytea}, announced by {@code \x}. */
        BYTES,
        /** PostGIS reads hexadecimal digits alone. */
        BARE_HEX
    }

    private final Form form;
    private final @Nullable ValueRule rule;

    CopyColumn(ColumnMapping column) {
        this.form = form(column);
        this.rule = column.rule() == ValueRule.NONE ? null : column.rule();
    }

    private static Form form(ColumnMapping column) {
        LogicalType type = column.source().type();
        if (type instanceof LogicalType.Binary || type instanceof LogicalType.Geometry) {
            return WriterSql.bytePrefix(column).isEmpty() ? Form.BARE_HEX : Form.BYTES;
        }
        boolean characters = type instanceof LogicalType.Text
                || type instanceof LogicalType.Enumeration
                || type instanceof LogicalType.LabelSet
                || type instanceof LogicalType.Native
                || type instanceof LogicalType.Json;
        return characters ? Form.ESCAPED : Form.PLAIN;
    }

    void write(byte @Nullable [] value, LineBuffer line) throws SQLException {
        if (value == null) {
            line.missing();
        } else if (rule != null && rule.concerns(value)) {
            writeReplacement(rule.apply(new String(value, StandardCharsets.UTF_8)), line);
        } else {
            writeValue(value, line);
        }
    }

    private void writeValue(byte[] value, LineBuffer line) throws SQLException {
        switch (form) {
            case PLAIN -> line.plain(value);
            case ESCAPED -> line.escaped(value);
            case BARE_HEX -> line.hex(value);
            case BYTES -> {
                line.pair((byte) '\\', (byte) '\\');
                line.single((byte) 'x');
                line.hex(value);
            }
        }
    }

    private static void writeReplacement(@Nullable String value, LineBuffer line) throws SQLException {
        if (value == null) {
            line.missing();
        } else {
            line.escaped(value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
