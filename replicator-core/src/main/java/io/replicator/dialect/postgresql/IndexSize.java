package io.replicator.dialect.postgresql;

import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.List;

/** What fits into an entry of a B-tree: a third of a page of 8 kB, less its header. */
final class IndexSize {
    private static final int MAXIMUM_BYTES = 2600;

    private IndexSize() {}

    static boolean fits(TableMapping mapping, Index index) {
        return index.parts().stream()
                        .filter(part -> part.column() != null)
                        .mapToLong(part -> bytes(mapping.column(String.valueOf(part.column())), part.prefixLength()))
                        .sum()
                <= MAXIMUM_BYTES;
    }

    /** How many characters or bytes of a column each part of a too large index may hold. */
    static int limit(ColumnMapping column, Index index) {
        return MAXIMUM_BYTES / index.parts().size() / width(column);
    }

    /** The longest value of a column in characters or bytes; 0 for columns that are never long. */
    static long length(ColumnMapping column) {
        LogicalType type = column.source().type();
        if (type instanceof LogicalType.Text text) {
            return text.length();
        }
        return type instanceof LogicalType.Binary binary ? binary.length() : 0;
    }

    private static long bytes(ColumnMapping column, int prefix) {
        long length = prefix > 0 ? Math.min(prefix, length(column)) : length(column);
        return length * width(column);
    }

    /** Bytes of a character in UTF-8. */
    private static int width(ColumnMapping column) {
        if (!(column.source().type() instanceof LogicalType.Text)) {
            return 1;
        }
        return switch (String.valueOf(column.source().charset())) {
            case "ascii" -> 1;
            case "latin1", "utf8", "utf8mb3" -> 3;
            default -> 4;
        };
    }

    static void noteIfTooLong(List<ColumnMapping> key, String subject, Departures departures) {
        if (key.stream().mapToLong(column -> bytes(column, 0)).sum() > MAXIMUM_BYTES) {
            noteTooLong(subject, departures);
        }
    }

    static void noteTooLong(String subject, Departures departures) {
        departures.wider(
                subject,
                "PostgreSQL refuses index entries over 2704 bytes, MySQL those over 3072; a row with a longer key that"
                        + " does not compress stops the run");
    }
}
