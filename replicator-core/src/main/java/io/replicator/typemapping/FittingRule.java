package io.replicator.typemapping;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stops at a value that the type chosen by the user does not hold, where the server would cut, round or rewrite it in
 * silence. Immutable.
 *
 * @param base the rule before this one
 * @param holds whether the canonical text arrives as it is
 */
record FittingRule(String where, String ddl, ValueRule base, Predicate<String> holds) implements ValueRule {

    @Override
    public boolean concerns(byte[] utf8) {
        return base.concerns(utf8) || !holds.test(new String(utf8, StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String apply(String canonical) {
        @Nullable String value = base.apply(canonical);
        if (value != null && !holds.test(value)) {
            throw new ReplicationException(
                    ErrorKind.VALUE,
                    "Column " + where + " holds a value that " + ddl
                            + " would not keep as it is; choose another type in"
                            + " types, or change the value at the source");
        }
        return value;
    }

    @Override
    public boolean yieldsNull() {
        return base.yieldsNull();
    }
}
