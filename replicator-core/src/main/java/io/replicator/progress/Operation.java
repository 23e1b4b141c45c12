package io.replicator.progress;

/** What a row change did; a truncation of a table counts as one. */
public enum Operation {
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE
}
