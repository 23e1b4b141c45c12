package io.replicator.typemapping;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;

/** Decides about the character NUL in texts, which some targets cannot store. Immutable. */
public final class NulCharacterRule implements ValueRule {
    private final String where;
    private final ValuePolicies.Policy policy;

    private NulCharacterRule(String where, ValuePolicies.Policy policy) {
        this.where = where;
        this.policy = policy;
    }

    /** The rule of a text column. */
    public static NulCharacterRule of(TableId table, Column column, ValuePolicies.Policy policy) {
        return new NulCharacterRule(table + "." + column.name(), policy);
    }

    @Override
    public boolean concerns(byte[] utf8) {
        for (byte b : utf8) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String apply(String canonical) {
        return canonical.indexOf('\0') < 0 ? canonical : canonical.replace("\0", replacement(policy, where));
    }

    /** What to put in place of each NUL, or the refusal. */
    static String replacement(ValuePolicies.Policy policy, String where) {
        if (policy.action() == ValuePolicies.Action.REPLACE && policy.replacement() != null) {
            return policy.replacement();
        }
        throw new ReplicationException(
                ErrorKind.VALUE,
                "Column " + where + " holds a text with the character NUL (U+0000), which the target cannot store."
                        + " Set values.nul_characters to the text to write instead of it, which may be empty");
    }
}
