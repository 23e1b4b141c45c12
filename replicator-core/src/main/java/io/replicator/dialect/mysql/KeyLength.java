package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How long a column without a limit may be, so that it fits into the keys that must hold the whole of it. */
record KeyLength(Table table) {
    /** InnoDB's limit for a key with the row format DYNAMIC. */
    static final int MAXIMUM_BYTES = 3072;

    private static final int BYTES_PER_CHARACTER = 4;
    private static final int OTHER_COLUMN_BYTES = 40;

    /** 0 if no key holds the column. */
    int characters(Column column) {
        return bytes(column) / BYTES_PER_CHARACTER;
    }

    /** 0 if no key holds the column. */
    int bytes(Column column) {
        return keys().filter(key -> key.contains(column.name()))
                .mapToInt(this::share)
                .min()
                .orElse(0);
    }

    /** The primary key, the unique keys, and what foreign keys refer by. */
    private Stream<List<String>> keys() {
        Stream<List<String>> unique = table.indexes().stream()
                .filter(Index::unique)
                .map(index -> index.parts().stream()
                        .map(Index.Part::column)
                        .filter(Objects::nonNull)
                        .toList());
        Stream<List<String>> foreign = table.foreignKeys().stream().map(key -> key.columns());
        return Stream.of(Stream.of(table.primaryKey()), unique, foreign).flatMap(keys -> keys);
    }

    /** Whether the whole values of the index's columns may need more than a key may have. */
    boolean isTooLong(Index index) {
        return index.parts().stream()
                        .map(Index.Part::column)
                        .filter(Objects::nonNull)
                        .mapToInt(column -> limit(table.column(column).type()))
                        .sum()
                > MAXIMUM_BYTES;
    }

    /** What a key leaves to each of its columns without a limit. */
    private int share(List<String> key) {
        int left = MAXIMUM_BYTES;
        int unlimited = 0;
        for (String name : key) {
            int bytes = limit(table.column(name).type());
            left -= bytes;
            unlimited += bytes == 0 ? 1 : 0;
        }
        return unlimited == 0 ? 0 : Math.max(BYTES_PER_CHARACTER, left / unlimited);
    }

    /** Bytes of a column in a key, 0 if it has no limit. */
    static int limit(LogicalType type) {
        if (type instanceof LogicalType.Text text) {
            return text.bounded() ? (int) Math.min(MAXIMUM_BYTES + 1, text.length() * BYTES_PER_CHARACTER) : 0;
        }
        if (type instanceof LogicalType.Binary binary) {
            return binary.bounded() ? (int) Math.min(MAXIMUM_BYTES + 1, binary.length()) : 0;
        }
        return OTHER_COLUMN_BYTES;
    }
}
