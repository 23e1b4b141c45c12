package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.List;

/**
 * Which columns of another engine's table keep their limit of length: those in keys have to; of the others, long ones do not,
 * as they would fill the bytes that the columns of a row may have in all, while a TEXT stands elsewhere.
 */
record VarcharLimit(Table table) {
    private static final List<Integer> CHARACTERS = List.of(2_000, 1_000, 500, 255, 100, 20);
    /** A decimal needs the most. */
    private static final int OTHER_COLUMN_BYTES = 30;

    boolean keeps(Column column) {
        return keeps(
                column,
                CHARACTERS.stream()
                        .filter(limit -> rowBytes(limit) <= RowSize.MAXIMUM_BYTES)
                        .findFirst()
                        .orElse(0));
    }

    private boolean keeps(Column column, int limit) {
        long length = length(column);
        return length > 0 && (length <= limit || new KeyLength(table).isInKey(column));
    }

    private int rowBytes(int limit) {
        return table.columns().stream().mapToInt(column -> bytes(column, limit)).sum();
    }

    private int bytes(Column column, int limit) {
        int inKey = new KeyLength(table).bytes(column);
        if (inKey > 0) {
            return inKey;
        }
        return keeps(column, limit) ? (int) length(column) * KeyLength.BYTES_PER_CHARACTER + 2 : OTHER_COLUMN_BYTES;
    }

    /** 0 if there is no limit. */
    private static long length(Column column) {
        LogicalType type = column.type();
        if (type instanceof LogicalType.Text text) {
            return text.bounded() ? text.length() : 0;
        }
        if (type instanceof LogicalType.Native) {
            return PrintedLength.of(column.nativeType());
        }
        return type instanceof LogicalType.Binary binary && binary.bounded() ? binary.length() : 0;
    }
}
