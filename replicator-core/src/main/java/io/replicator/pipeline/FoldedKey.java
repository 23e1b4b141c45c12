package io.replicator.pipeline;

import io.replicator.change.Row;
import io.replicator.schema.Table;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Finds rows whose keys differ at the source only in what a looser comparison does not see: case, accents, blanks at the
 * end. Remembers a hash of each key, of as many rows as memory allows for. Used by one thread.
 */
final class FoldedKey {
    private static final int REMEMBERED = 2_000_000;

    private final List<String> columns;
    private final int[] ordinals;
    private final Set<UUID> seen = new HashSet<>();

    FoldedKey(Table table, List<String> columns) {
        this.columns = columns;
        this.ordinals = columns.stream().mapToInt(table::indexOf).toArray();
    }

    String subject() {
        return "key (" + String.join(", ", columns) + ")";
    }

    /** Whether an earlier row has a key that is the same but for such differences. */
    boolean isTaken(Row row) {
        StringBuilder key = new StringBuilder();
        for (int ordinal : ordinals) {
            Object value = row.get(ordinal);
            if (value == null) {
                return false;
            }
            key.append(folded(String.valueOf(value))).append('\0');
        }
        UUID hash = UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));
        return seen.size() < REMEMBERED ? !seen.add(hash) : seen.contains(hash);
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .stripTrailing();
    }
}
