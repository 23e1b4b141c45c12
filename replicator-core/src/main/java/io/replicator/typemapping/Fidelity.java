package io.replicator.typemapping;

/** How well the target keeps what the source holds. */
public enum Fidelity {
    /** The same values, no more and no less. */
    EQUAL,
    /** Every value of the source, and more. */
    WIDER,
    /** Not every value, or not every property; only ever by the user's choice. */
    LOSSY,
    /** Left out; the plan says so. */
    NOT_MIGRATED,
    /** Cannot be carried; the plan refuses before a row moves. */
    REFUSED
}
