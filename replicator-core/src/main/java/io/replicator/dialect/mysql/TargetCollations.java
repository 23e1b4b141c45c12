package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.Table;
import io.replicator.typemapping.Fidelity;

/** How texts are compared on the target. */
record TargetCollations(Product product, Table table) {

    /** What follows a column's type, empty if that is the table's own. */
    String of(Column column, Differences differences) {
        String collation = column.collation();
        if (column.charset() == null || collation == null || Product.of(table).isEmpty()) {
            return "";
        }
        String known = name(column);
        if (!known.equals(collation)) {
            differences.add(
                    "column " + column.name(),
                    Fidelity.WIDER,
                    "compared and sorted by " + known + ", as " + product.title() + " does not have " + collation);
        }
        return "CHARACTER SET " + column.charset() + " COLLATE " + known;
    }

    /** The name here of a column's collation, empty if it has none that this family knows. */
    String name(Column column) {
        String collation = column.collation();
        if (collation == null || Product.of(table).isEmpty()) {
            return "";
        }
        return product.wrote(table) ? collation : translated(collation);
    }

    /** Whether the column's collation is replaced by one that is nearly the same. */
    boolean isTranslated(Column column) {
        return !name(column).isEmpty() && !name(column).equals(column.collation());
    }

    /** Only equal texts are equal, trailing spaces included, as elsewhere. */
    String exact() {
        return "CHARACTER SET utf8mb4 COLLATE " + (product == Product.MYSQL ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin");
    }

    private String translated(String collation) {
        return switch (product) {
            case MARIADB -> toMariaDb(collation);
            case MYSQL -> toMySql(collation);
        };
    }

    /** Both sort by Unicode; neither pads with spaces. */
    private static String toMariaDb(String collation) {
        return switch (collation) {
            case "utf8mb4_0900_bin" -> "utf8mb4_nopad_bin";
            case "utf8mb4_0900_ai_ci" -> "utf8mb4_uca1400_nopad_ai_ci";
            case "utf8mb4_0900_as_ci" -> "utf8mb4_uca1400_nopad_as_ci";
            case "utf8mb4_0900_as_cs" -> "utf8mb4_uca1400_nopad_as_cs";
            default -> collation;
        };
    }

    private static String toMySql(String collation) {
        if (collation.endsWith("_nopad_bin") && collation.startsWith("utf8mb4")) {
            return "utf8mb4_0900_bin";
        }
        if (collation.contains("uca1400") && collation.startsWith("utf8mb4")) {
            return "utf8mb4_0900_" + (collation.contains("_as_") ? "as_" : "ai_")
                    + (collation.endsWith("_cs") ? "cs" : "ci");
        }
        return collation.replace("_nopad_", "_").replaceAll("_uca1400.*", "_unicode_ci");
    }
}
