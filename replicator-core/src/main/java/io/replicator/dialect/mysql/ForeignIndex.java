package io.replicator.dialect.mysql;

import io.replicator.schema.Index;
import io.replicator.typemapping.TableMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What an index of another engine can be here. */
record ForeignIndex(Product product, TableMapping mapping, Index index) {
    private static final Set<String> KINDS = Set.of("btree", "hash");
    static final int MAXIMUM_COLUMNS = 16;

    /** Why there is no such index; empty if there is. */
    Optional<String> obstacle() {
        if (index.definition().startsWith("EXCLUDE")) {
            return Optional.of("a constraint that " + product.title() + " does not have: " + index.definition());
        }
        if (!KINDS.contains(index.kind())) {
            return Optional.of(
                    "an index of the kind " + index.kind() + ", which " + product.title() + " does not have");
        }
        if (index.definition().contains(" WHERE ")) {
            return Optional.of("an index of a part of the rows, which " + product.title() + " does not have: "
                    + index.definition() + onlyTheSource());
        }
        if (index.parts().stream().anyMatch(part -> part.column() == null)) {
            return Optional.of(
                    "an index on an expression in the language of the source: " + index.definition() + onlyTheSource());
        }
        return name().or(this::size);
    }

    private String onlyTheSource() {
        return index.unique() ? "; only the source sees to it that its values are unique" : "";
    }

    private Optional<String> name() {
        String name = index.name();
        boolean taken = mapping.source().indexes().stream()
                .takeWhile(other -> !other.equals(index))
                .anyMatch(other -> other.name().equalsIgnoreCase(name));
        if (taken || name.equalsIgnoreCase("PRIMARY")) {
            return Optional.of("its name is that of another index here, where case does not matter");
        }
        return NameFit.problem(product, name).map(problem -> "its name " + problem);
    }

    private Optional<String> size() {
        if (index.parts().size() > MAXIMUM_COLUMNS) {
            return Optional.of("it has " + index.parts().size() + " columns, " + MAXIMUM_COLUMNS + " are possible");
        }
        boolean json = types().stream().anyMatch(type -> type.startsWith("json"));
        if (json && (product == Product.MYSQL || isUnique())) {
            return Optional.of("an index on JSON, which " + product.title() + " does not have" + onlyTheSource());
        }
        boolean tooLong = isUnique() && new KeyLength(mapping.source()).isTooLong(index);
        return tooLong
                ? Optional.of(
                        "longer than the " + KeyLength.MAXIMUM_BYTES + " bytes that a key may have" + onlyTheSource())
                : Optional.empty();
    }

    /** What the index is, other than at the source. */
    List<String> departures() {
        List<String> reasons = new ArrayList<>();
        if (index.unique() && isDeferrable(index)) {
            reasons.add("not unique, as the source checks it at the end of a statement or transaction and "
                    + product.title() + " would check it at each row");
        }
        if (index.definition().contains("NULLS NOT DISTINCT")) {
            reasons.add("here any number of rows may have NULL in it");
        }
        if (index.definition().contains(" INCLUDE (")) {
            reasons.add("without the columns that it includes");
        }
        return reasons;
    }

    private boolean isUnique() {
        return index.unique() && !isDeferrable(index);
    }

    static boolean isDeferrable(Index index) {
        return index.definition().contains("DEFERRABLE");
    }

    /** Of a type without a limit, or of one too long for a key, the beginning is indexed; 0 for the whole. */
    int prefix(Index.Part part) {
        String type = type(part);
        boolean text = type.contains("char") || type.contains("text") || type.startsWith("json");
        boolean cuttable = text || type.contains("binary") || type.contains("blob");
        int bytes = types().stream().mapToInt(ForeignIndex::bytes).sum();
        if (isUnique() || !cuttable || bytes <= KeyLength.MAXIMUM_BYTES) {
            return 0;
        }
        int share = KeyLength.MAXIMUM_BYTES / index.parts().size();
        if (bytes(type) <= share) {
            return 0;
        }
        return text ? share / KeyLength.BYTES_PER_CHARACTER : share;
    }

    private static int bytes(String type) {
        return RowSize.isLong(type) ? KeyLength.MAXIMUM_BYTES + 1 : RowSize.bytes(type);
    }

    private List<String> types() {
        return index.parts().stream()
                .filter(part -> part.column() != null)
                .map(this::type)
                .toList();
    }

    private String type(Index.Part part) {
        return mapping.column(Objects.requireNonNull(part.column())).type().ddl();
    }
}
