package io.replicator.typemapping;

import org.jspecify.annotations.Nullable;

/**
 * Decides about single values that the target cannot hold as they are: zero dates, NUL characters. Both roads call it
 * on the canonical text just before writing, so a rule is the only place where a value may change.
 */
public interface ValueRule {
    /** Writes every value as it is. */
    ValueRule NONE = new ValueRule() {
        @Override
        public boolean concerns(byte[] utf8) {
            return false;
        }

        @Override
        public String apply(String canonical) {
            return canonical;
        }
    };

    /** Cheap test on the canonical text in UTF-8: false means that {@link #apply} would return it unchanged. */
    boolean concerns(byte[] utf8);

    /**
     * The text to write instead, or {@code null} for SQL NULL.
     *
     * @throws io.replicator.error.ReplicationException of kind VALUE, naming column and setting but not the value
     */
    @Nullable
    String apply(String canonical);

    /** Whether {@link #apply} may return {@code null}, so that the target's column must accept NULL. */
    default boolean yieldsNull() {
        return false;
    }
}
