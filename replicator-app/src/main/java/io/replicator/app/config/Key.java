package io.replicator.app.config;

import org.jspecify.annotations.Nullable;

/**
 * A key of the configuration file. The reference in docs/configuration.md is generated from these.
 *
 * @param presence what happens when the file does not have it
 * @param fallback the default as it would stand in the file; for an optional key what happens without it, in words
 * @param meaning one or two sentences for the reference
 */
record Key<T>(String name, Value<T> value, Presence presence, String fallback, String meaning) {
    enum Presence {
        REQUIRED,
        DEFAULTED,
        OPTIONAL
    }

    static <T> Key<T> required(String name, Value<T> value, String meaning) {
        return new Key<>(name, value, Presence.REQUIRED, "", meaning);
    }

    static <T> Key<T> defaulted(String name, Value<T> value, String fallback, String meaning) {
        return new Key<>(name, value, Presence.DEFAULTED, fallback, meaning);
    }

    static <T> Key<T> optional(String name, Value<T> value, String otherwise, String meaning) {
        return new Key<>(name, value, Presence.OPTIONAL, otherwise, meaning);
    }

    /** The value when the file does not have the key, or {@code null}. */
    @Nullable
    T absent(Reading reading) {
        return presence == Presence.DEFAULTED ? value.read(reading.fallback(this)) : value.absent(reading);
    }
}
