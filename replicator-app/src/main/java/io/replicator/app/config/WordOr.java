package io.replicator.app.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A word such as {@code auto}, read as nothing, or a value. */
record WordOr<T>(String word, ScalarValue<T> value) implements ScalarValue<Optional<T>> {
    @Override
    public String expected() {
        return word + " or " + value.expected();
    }

    @Override
    @SuppressWarnings("NullableOptional") // null refuses, as for every value; empty is the word
    public @Nullable Optional<T> parse(String text) {
        if (text.equals(word)) {
            return Optional.empty();
        }
        T other = value.parse(text);
        return other == null ? null : Optional.of(other);
    }
}
