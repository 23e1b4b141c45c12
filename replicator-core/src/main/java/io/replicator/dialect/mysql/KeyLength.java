package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How long a column of another engine may be here, so that it fits into the keys that must hold the whole of it. Columns
 * without a limit share what the others leave.
 */
record KeyLength(Table table) {
    /** InnoDB's limit for a key with the row format DYNAMIC. */
    static final int MAXIMUM_BYTES = 3072;

    static final int BYTES_PER_CHARACTER = 4;
    private static final int OTHER_COLUMN_BYTES = 40;

    /** 0 if no key holds the column, or if it has a limit of its own. */
    int characters(Column column) {
        return bytes(column) / BYTES_PER_CHARACTER;
    }

    /** 0 if no key holds the column, or if it has a limit of its own. */
    int bytes(Column column) {
        return limit(column) > 0
                ? 0
                : keys().filter(key -> key.contains(column.name()))
                        .mapToInt(this::share)
                        .min()
                        .orElse(0);
    }

    boolean isInKey(Column column) {
        return keys().anyMatch(key -> key.contains(column.name()));
    }

    /** The primary key, the unique keys, and what foreign keys refer by. */
    private Stream<List<String>> keys() {
        Stream<List<String>> unique =
                table.indexes().stream().filter(Index::unique).map(KeyLength::columns);
        Stream<List<String>> foreign = table.foreignKeys().stream().map(key -> key.columns());
        return Stream.of(Stream.of(table.primaryKey()), unique, foreign).flatMap(keys -> keys);
    }

    private static List<String> columns(Index index) {
        return index.parts().stream()
                .map(Index.Part::column)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether the whole values of the index's columns may need more than a key may have. */
    boolean isTooLong(Index index) {
        return isTooLong(columns(index));
    }

    boolean isTooLong(List<String> key) {
        return left(key) < unlimited(key) * BYTES_PER_CHARACTER;
    }

    /** What a key leaves to each of its columns without a limit. */
    private int share(List<String> key) {
        return Math.max(BYTES_PER_CHARACTER, left(key) / (int) Math.max(1, unlimited(key)));
    }

    private int left(List<String> key) {
        return MAXIMUM_BYTES
                - key.stream().mapToInt(name -> limit(table.column(name))).sum();
    }

    private long unlimited(List<String> key) {
        return key.stream().filter(name -> limit(table.column(name)) == 0).count();
    }

    /** Bytes of a column in a key, 0 if it has no limit that a key could have. */
    static int limit(Column column) {
        LogicalType type = column.type();
        if (type instanceof LogicalType.Text text) {
            return text.bounded() ? within(text.length() * BYTES_PER_CHARACTER) : 0;
        }
        if (type instanceof LogicalType.Binary binary) {
            return binary.bounded() ? within(binary.length()) : 0;
        }
        if (type instanceof LogicalType.Native) {
            return PrintedLength.of(column.nativeType()) * BYTES_PER_CHARACTER;
        }
        return type instanceof LogicalType.Bits bits && bits.width() > Long.SIZE
                ? within((long) bits.width() * BYTES_PER_CHARACTER)
                : OTHER_COLUMN_BYTES;
    }

    private static int within(long bytes) {
        return bytes <= MAXIMUM_BYTES ? (int) bytes : 0;
    }
}
