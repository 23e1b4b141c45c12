package io.replicator.app.config;

import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Policy;
import java.util.List;

/** The keys of {@link ValuePolicies}. */
final class ValueSettings {
    static final Key<Policy> ZERO_DATES = Key.defaulted(
            "zero_dates",
            new PolicyValue(true, TextValue.of("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "'1970-01-01'")),
            "refuse",
            "MySQL dates such as `0000-00-00` that are no date elsewhere. `\"null\"` writes NULL,"
                    + " `{replace: '1970-01-01'}` that day.");
    static final Key<Policy> NUL_CHARACTERS = Key.defaulted(
            "nul_characters",
            new PolicyValue(false, TextValue.of("[^\\x00]*", "''")),
            "refuse",
            "The character U+0000 within text, which PostgreSQL cannot store. `{replace: ''}` removes it,"
                    + " other text is put in its place.");
    static final Section<ValuePolicies> SECTION = new Section<>(
            "What to do with values that the target cannot hold. `refuse` stops the run and names the column.",
            List.of(ZERO_DATES, NUL_CHARACTERS),
            given -> new ValuePolicies(given.get(ZERO_DATES), given.get(NUL_CHARACTERS)));

    private ValueSettings() {}
}
