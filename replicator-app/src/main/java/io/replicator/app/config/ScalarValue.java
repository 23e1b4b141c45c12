package io.replicator.app.config;

import org.jspecify.annotations.Nullable;

/** A value that is read from one piece of text. */
interface ScalarValue<T> extends Value<T> {
    /** The value, or {@code null} if the text is not {@link #expected}. */
    @Nullable
    T parse(String text);

    @Override
    default @Nullable T read(Setting setting) {
        String text = setting.text(this);
        if (text == null) {
            return null;
        }
        T value = parse(text);
        if (value == null) {
            setting.refuse(this);
        }
        return value;
    }
}
