package io.replicator.app.config;

import io.replicator.app.config.Key.Presence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping with known keys, read into a record.
 *
 * @param meaning one or two sentences for the reference
 * @param build makes the record; throws {@link InvalidSetting} if the values do not fit together
 */
record Section<T>(String meaning, List<Key<?>> keys, Function<Given, T> build) implements Value<T> {
    Section {
        keys = List.copyOf(keys);
    }

    @Override
    public String expected() {
        return "a mapping with the keys " + String.join(", ", names());
    }

    private List<String> names() {
        return keys.stream().map(key -> key.name()).toList();
    }

    @Override
    public @Nullable T read(Setting setting) {
        Map<String, Setting> entries = setting.entries(this, names());
        if (entries == null) {
            return null;
        }
        Map<Key<?>, Object> values = new HashMap<>();
        boolean complete = true;
        for (Key<?> key : keys) {
            complete &= readKey(key, setting, entries.get(key.name()), values);
        }
        return complete ? build(setting, entries, new Given(values)) : null;
    }

    /** @return whether the section may do without the key or has it now */
    private static boolean readKey(Key<?> key, Setting section, @Nullable Setting entry, Map<Key<?>, Object> values) {
        boolean absent = entry == null || (entry.isEmpty() && key.value() instanceof Section);
        Object value = absent ? key.absent(section.reading()) : key.value().read(entry);
        if (value != null) {
            values.put(key, value);
            return true;
        }
        if (absent && key.presence() == Presence.REQUIRED) {
            section.refuse(
                    section.pathOf(key.name()),
                    "missing; expected " + key.value().expected());
        }
        return absent && key.presence() == Presence.OPTIONAL;
    }

    private @Nullable T build(Setting section, Map<String, Setting> entries, Given given) {
        try {
            return build.apply(given);
        } catch (InvalidSetting invalid) {
            Setting place = entries.getOrDefault(invalid.key(), section);
            place.refuse(section.pathOf(invalid.key()), invalid.getMessage());
            return null;
        }
    }

    /** The record of defaults, if no key is required. */
    @Override
    public @Nullable T absent(Reading reading) {
        Map<Key<?>, Object> values = new HashMap<>();
        for (Key<?> key : keys) {
            Object value = key.absent(reading);
            if (value != null) {
                values.put(key, value);
            } else if (key.presence() == Presence.REQUIRED) {
                return null;
            }
        }
        return build.apply(new Given(values));
    }
}
