package io.replicator.typemapping;

import org.jspecify.annotations.Nullable;

/** The user's choice for values that a target cannot hold. The default refuses. */
public record ValuePolicies(Policy zeroDates, Policy nulCharacters) {
    public static final ValuePolicies REFUSE = new ValuePolicies(Policy.REFUSE, Policy.REFUSE);

    /**
     * @param action what to do
     * @param replacement the value to write if the action is REPLACE; for NUL characters the text put in place of each
     */
    public record Policy(Action action, @Nullable String replacement) {
        public static final Policy REFUSE = new Policy(Action.REFUSE, null);
        public static final Policy NULL = new Policy(Action.NULL, null);
    }

    public enum Action {
        REFUSE,
        NULL,
        REPLACE
    }
}
