package io.replicator.typemapping;

import io.replicator.change.TableId;
import io.replicator.schema.Column;

/** Decides about the character NUL inside JSON strings, where it stands as the escape {@code \}{@code u0000}. Immutable. */
public final class JsonNulRule implements ValueRule {
    private static final String ESCAPE = "u0000";

    private final String where;
    private final ValuePolicies.Policy policy;

    private JsonNulRule(String where, ValuePolicies.Policy policy) {
        this.where = where;
        this.policy = policy;
    }

    /** The rule of a JSON column. */
    public static JsonNulRule of(TableId table, Column column, ValuePolicies.Policy policy) {
        return new JsonNulRule(table + "." + column.name(), policy);
    }

    @Override
    public boolean concerns(byte[] utf8) {
        for (int i = 0; i + ESCAPE.length() < utf8.length; i++) {
            if (utf8[i] == '\\') {
                if (isEscape(utf8, i + 1)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private static boolean isEscape(byte[] utf8, int from) {
        for (int i = 0; i < ESCAPE.length(); i++) {
            if (utf8[from + i] != ESCAPE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String apply(String canonical) {
        StringBuilder text = new StringBuilder(canonical.length());
        int i = 0;
        while (i < canonical.length()) {
            char c = canonical.charAt(i);
            if (c == '\\' && canonical.startsWith(ESCAPE, i + 1)) {
                text.append(escaped(NulCharacterRule.replacement(policy, where)));
                i += 1 + ESCAPE.length();
            } else if (c == '\\' && i + 1 < canonical.length()) {
                text.append(c).append(canonical.charAt(i + 1));
                i += 2;
            } else {
                text.append(c);
                i++;
            }
        }
        return text.toString();
    }

    private static String escaped(String replacement) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
