package io.replicator.app.config;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The values of a section's keys, defaults included. */
final class Given {
    private final Map<Key<?>, Object> values;

    Given(Map<Key<?>, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** The value of a key that is required or has a default. */
    <T> T get(Key<T> key) {
        return Objects.requireNonNull(value(key), key.name());
    }

    <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(value(key));
    }

    @SuppressWarnings("unchecked") // a section puts under a key only what the key's Value<T> has read
    private <T> @Nullable T value(Key<T> key) {
        return (T) values.get(key);
    }
}
