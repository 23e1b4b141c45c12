package io.replicator.dialect.postgresql.expression;

/** Ends the translation of an expression that is outside the white list. Never leaves this package. */
final class UntranslatableException extends Exception {
    private static final long serialVersionUID = 1L;

    UntranslatableException(String what) {
        super(what, null, false, false);
    }
}
