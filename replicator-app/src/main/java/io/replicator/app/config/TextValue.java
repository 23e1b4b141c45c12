package io.replicator.app.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of a form.
 *
 * @param expected the form in words
 */
record TextValue(Pattern form, String expected) implements ScalarValue<String> {
    static TextValue of(String form, String expected) {
        return new TextValue(Pattern.compile(form, Pattern.DOTALL), expected);
    }

    static TextValue notEmpty(String expected) {
        return of(".+", expected);
    }

    @Override
    public @Nullable String parse(String text) {
        return form.matcher(text).matches() ? text : null;
    }
}
