package io.replicator.dialect.mysql;

import static java.util.stream.Collectors.joining;

import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.Index;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import java.util.Optional;

/** Writes one secondary index. */
record MySqlIndexDdl(Product product, TableMapping mapping, Index index, Differences differences) {

    Optional<DeferredObject> object() {
        boolean expressions = index.parts().stream().anyMatch(part -> part.column() == null);
        if (expressions
                && (product == Product.MARIADB || Product.of(mapping.source()).isEmpty())) {
            differences.add(
                    subject(), Fidelity.NOT_MIGRATED, "an index on an expression, which the target does not have");
            return Optional.empty();
        }
        DeferredObject.Kind kind = index.unique() ? DeferredObject.Kind.UNIQUE : DeferredObject.Kind.INDEX;
        return Optional.of(new DeferredObject(mapping.target(), index.name(), kind, ddl()));
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
            default -> index.unique() ? "UNIQUE " : "";
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

    /** A long type is indexed by its beginning. */
    private String prefix(Index.Part part) {
        if (part.prefixLength() > 0 && !kind().equals("SPATIAL ")) {
            return "(" + part.prefixLength() + ")";
        }
        String ddl = mapping.column(String.valueOf(part.column())).type().ddl();
        boolean unlimited = ddl.endsWith("text") || ddl.endsWith("blob");
        if (!unlimited || kind().equals("FULLTEXT ")) {
            return "";
        }
        int length = KeyLength.MAXIMUM_BYTES / 4 / index.parts().size();
        differences.add(subject(), Fidelity.WIDER, "on the first " + length + " characters of " + part.column());
        return "(" + length + ")";
    }

    private String subject() {
        return "index " + index.name();
    }
}
