package io.replicator.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A secondary index.
 *
 * @param kind the engine's kind in lower case: {@code btree}, {@code fulltext}, {@code spatial}
 * @param visible false for an index the optimizer ignores
 * @param definition what makes it in the engine's words, without the names of index and table, for a target of the same
 *     engine; may be empty
 */
public record Index(
        String name,
        boolean unique,
        String kind,
        List<Part> parts,
        boolean visible,
        String comment,
        String definition) {
    public Index {
        parts = List.copyOf(parts);
    }

    /** An index that its parts describe in full. */
    public Index(String name, boolean unique, String kind, List<Part> parts, boolean visible, String comment) {
        this(name, unique, kind, parts, visible, comment, "");
    }

    /**
     * One key part: a column or an expression.
     *
     * @param column column name, or {@code null} for an expression
     * @param expression expression in the dialect of the table's engine, or {@code null} for a column
     * @param prefixLength indexed prefix in characters or bytes, 0 for the whole value
     */
    public record Part(@Nullable String column, @Nullable String expression, int prefixLength, boolean descending) {}

    /** The columns among its parts. */
    public List<String> columns() {
        return parts.stream().map(Part::column).filter(Objects::nonNull).toList();
    }

    /** Whether every part is a whole column, so that equality of the index is equality of column values. */
    public boolean isPlain() {
        return parts.stream().allMatch(part -> part.column() != null && part.prefixLength() == 0);
    }
}
