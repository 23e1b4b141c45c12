package io.replicator.dialect.mysql;

import static java.util.stream.Collectors.joining;

import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.Index;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.Optional;
import java.util.Set;

/** Writes one secondary index. */
record MySqlIndexDdl(Product product, TableMapping mapping, Index index, Differences differences) {
    private static final Set<String> KINDS = Set.of("btree", "hash", "fulltext", "spatial", "rtree");

    Optional<DeferredObject> object() {
        Optional<String> lost = notMigrated();
        if (lost.isPresent()) {
            differences.add(subject(), isKey() ? Fidelity.REFUSED : Fidelity.NOT_MIGRATED, lost.get());
            return Optional.empty();
        }
        if (index.unique() && !isUnique()) {
            differences.add(
                    subject(),
                    Fidelity.WIDER,
                    "not unique, as the source checks it at the end of a statement or transaction and "
                            + product.title() + " would check it at each row");
        }
        return Optional.of(new DeferredObject(mapping.target(), index.name(), objectKind(), ddl()));
    }

    private DeferredObject.Kind objectKind() {
        if (isKey()) {
            return DeferredObject.Kind.KEY;
        }
        return isUnique() ? DeferredObject.Kind.UNIQUE : DeferredObject.Kind.INDEX;
    }

    private boolean isKey() {
        return mapping.source().keyIndex().equals(Optional.of(index));
    }

    private Optional<String> notMigrated() {
        boolean expressions = index.parts().stream().anyMatch(part -> part.column() == null);
        if (expressions && (product == Product.MARIADB || isForeign())) {
            return Optional.of("an index on an expression, which the target does not have");
        }
        if (!KINDS.contains(index.kind())) {
            return Optional.of(
                    "an index of the kind " + index.kind() + ", which " + product.title() + " does not have");
        }
        if (isForeign() && index.definition().contains(" WHERE ")) {
            return Optional.of("an index of a part of the rows, which " + product.title() + " does not have");
        }
        boolean tooLong = isForeign() && isUnique() && new KeyLength(mapping.source()).isTooLong(index);
        return tooLong
                ? Optional.of("longer than the " + KeyLength.MAXIMUM_BYTES
                        + " bytes that a key may have; only the source sees to it that its values are unique")
                : Optional.empty();
    }

    private boolean isUnique() {
        return index.unique() && !(isForeign() && index.definition().contains("DEFERRABLE"));
    }

    private boolean isForeign() {
        return Product.of(mapping.source()).isEmpty();
    }

    private String ddl() {
        String comment = index.comment().isEmpty() ? "" : " COMMENT " + MySqlLiterals.quoted(index.comment());
        String parts = index.parts().stream().map(this::part).collect(joining(", "));
        String drop = MySqlTableDdl.replacesIdentityKey(mapping, index)
                ? ", DROP KEY " + MySqlLiterals.name(MySqlTableDdl.IDENTITY_KEY)
                : "";
        return "ALTER TABLE " + MySqlLiterals.name(mapping.target()) + " ADD " + kind() + "KEY "
                + MySqlLiterals.name(index.name()) + " (" + parts + ")" + comment + visibility() + drop;
    }

    private String kind() {
        return switch (index.kind()) {
            case "fulltext" -> "FULLTEXT ";
            case "spatial", "rtree" -> "SPATIAL ";
            default -> isUnique() ? "UNIQUE " : "";
        };
    }

    private String visibility() {
        if (index.visible()) {
            return "";
        }
        return product == Product.MARIADB ? " IGNORED" : " INVISIBLE";
    }

    private String part(Index.Part part) {
        String direction = part.descending() ? " DESC" : "";
        if (part.column() == null) {
            return "(" + new FamilyExpression(mapping).translated(String.valueOf(part.expression())) + ")" + direction;
        }
        return MySqlLiterals.name(mapping.column(part.column()).targetName()) + prefix(part) + direction;
    }

    /** Of a type without a limit, or of one too long for a key, the beginning is indexed. */
    private String prefix(Index.Part part) {
        if (part.prefixLength() > 0 && !kind().equals("SPATIAL ")) {
            return "(" + part.prefixLength() + ")";
        }
        String ddl = mapping.column(String.valueOf(part.column())).type().ddl();
        int length = KeyLength.MAXIMUM_BYTES / 4 / index.parts().size();
        boolean tooLong = isForeign() && !isUnique() && ddl.startsWith("varchar(") && characters(ddl) > length;
        if (kind().equals("FULLTEXT ") || (!ddl.endsWith("text") && !ddl.endsWith("blob") && !tooLong)) {
            return "";
        }
        differences.add(subject(), Fidelity.WIDER, "on the first " + length + " characters of " + part.column());
        return "(" + length + ")";
    }

    private static int characters(String ddl) {
        return Integer.parseInt(ddl.replaceAll("\\D", ""));
    }

    private String subject() {
        return "index " + index.name();
    }
}
