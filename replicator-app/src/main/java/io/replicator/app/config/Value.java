package io.replicator.app.config;

import org.jspecify.annotations.Nullable;

/** How the value of a key is read. Immutable. */
interface Value<T> {
    /** What would be right, for messages and the reference: "a whole number from 0 to 65535". */
    String expected();

    /** The value, or {@code null} after having reported why it is refused. */
    @Nullable
    T read(Setting setting);

    /** The value when the key is not in the file, or {@code null} if there must be one. */
    default @Nullable T absent(Reading reading) {
        return null;
    }
}
