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
        if (index.kind().equals(PeriodDdl.KIND)) {
            return Optional.of(new PeriodDdl(mapping, index).object());
        }
        if (isForeign()) {
            new ForeignIndex(product, mapping, index)
                    .departures()
                    .forEach(reason -> differences.add(subject(), Fidelity.WIDER, reason));
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
        return isForeign() ? new ForeignIndex(product, mapping, index).obstacle() : familyObstacle();
    }

    private Optional<String> familyObstacle() {
        if (index.kind().equals(PeriodDdl.KIND)) {
            return product == Product.MARIADB
                    ? Optional.empty()
                    : Optional.of("a period, which " + product.title()
                            + " does not have; its two columns are there, and nothing keeps rows from overlapping");
        }
        if (product == Product.MYSQL && index.kind().equals("hash") && isLong()) {
            return Optional.of(
                    "a unique key over long texts, which MySQL does not have; only the source sees to it that its"
                            + " values are unique");
        }
        boolean expressions = index.parts().stream().anyMatch(part -> part.column() == null);
        if (expressions && product == Product.MARIADB) {
            return Optional.of("an index on an expression, which MariaDB does not have");
        }
        return KINDS.contains(index.kind())
                ? Optional.empty()
                : Optional.of("an index of the kind " + index.kind() + ", which " + product.title() + " does not have");
    }

    /** MariaDB keeps a hash of what no index has room for. */
    private boolean isLong() {
        return new KeyLength(mapping.source()).isTooLong(index)
                || index.columns().stream()
                        .anyMatch(name -> KeyLength.limit(mapping.source().column(name)) == 0);
    }

    private boolean isUnique() {
        return index.unique() && !(isForeign() && ForeignIndex.isDeferrable(index));
    }

    private boolean isForeign() {
        return Product.of(mapping.source()).isEmpty();
    }

    private String ddl() {
        String comment = Comment.INDEX.ddl(index.comment(), subject(), differences);
        String parts = index.parts().stream().map(this::part).collect(joining(", "));
        String drop = MySqlTableDdl.replacesIdentityKey(mapping, index)
                ? ", DROP KEY " + MySqlLiterals.name(MySqlTableDdl.IDENTITY_KEY)
                : "";
        return "ALTER TABLE " + MySqlLiterals.name(mapping.target()) + " ADD " + kind() + "KEY "
                + MySqlLiterals.name(index.name()) + " (" + parts + ")" + options() + comment + visibility() + drop;
    }

    private String kind() {
        return switch (index.kind()) {
            case "fulltext" -> "FULLTEXT ";
            case "spatial", "rtree" -> "SPATIAL ";
            default -> isUnique() ? "UNIQUE " : "";
        };
    }

    private String options() {
        if (index.definition().isEmpty() || product.wrote(mapping.source())) {
            return index.definition().isEmpty() ? "" : " " + index.definition();
        }
        if (!isForeign()) {
            differences.add(subject(), Fidelity.WIDER, "without " + index.definition());
        }
        return "";
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

    private String prefix(Index.Part part) {
        if (part.prefixLength() > 0 && !kind().equals("SPATIAL ")) {
            return "(" + part.prefixLength() + ")";
        }
        int length = isForeign() ? new ForeignIndex(product, mapping, index).prefix(part) : 0;
        if (length == 0) {
            return "";
        }
        differences.add(subject(), Fidelity.WIDER, "on the first " + length + " characters of " + part.column());
        return "(" + length + ")";
    }

    private String subject() {
        return "index " + index.name();
    }
}
