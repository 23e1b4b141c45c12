package io.replicator.app.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A list of values of one kind.
 *
 * @param expected the list in words
 */
record ListValue<T>(Value<T> element, String expected) implements Value<List<T>> {
    @Override
    public @Nullable List<T> read(Setting setting) {
        List<Setting> elements = setting.elements(this);
        if (elements == null) {
            return null;
        }
        List<T> values =
                elements.stream().map(element::read).filter(Objects::nonNull).toList();
        return values.size() == elements.size() ? values : null;
    }
}
