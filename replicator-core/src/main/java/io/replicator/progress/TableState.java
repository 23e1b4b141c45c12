package io.replicator.progress;

/** The states of one table, each derived from what the target holds. */
public enum TableState {
    PENDING,
    COPYING,
    /** All rows are there, indexes and constraints are not. */
    COPIED,
    INDEXING,
    READY,
    SUSPENDED
}
