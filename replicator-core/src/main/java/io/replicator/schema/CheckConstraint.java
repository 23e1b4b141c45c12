package io.replicator.schema;

/** A CHECK. @param expression in the dialect of the table's engine @param enforced false if the engine only remembers it */
public record CheckConstraint(String name, String expression, boolean enforced) {}
