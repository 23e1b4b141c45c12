package io.replicator.typemapping;

/**
 * The target type that a dialect chooses for a source column.
 *
 * @param ddl the type as it stands in CREATE TABLE
 * @param note why it is not the same, empty if it is
 */
public record TypeMapping(String ddl, Fidelity fidelity, String note) {
    public static TypeMapping equal(String ddl) {
        return new TypeMapping(ddl, Fidelity.EQUAL, "");
    }

    public static TypeMapping wider(String ddl, String note) {
        return new TypeMapping(ddl, Fidelity.WIDER, note);
    }

    /** Not every value fits; those that do arrive unchanged, the others stop the replication. */
    public static TypeMapping lossy(String ddl, String note) {
        return new TypeMapping(ddl, Fidelity.LOSSY, note);
    }

    public static TypeMapping refused(String note) {
        return new TypeMapping("", Fidelity.REFUSED, note);
    }
}
