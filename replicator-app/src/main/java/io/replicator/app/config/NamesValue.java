package io.replicator.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names with what they are to be, in the order of the file.
 *
 * @param name the form of what stands before the colon
 * @param value the form of what stands behind it
 * @param expected the mapping in words
 */
record NamesValue(TextValue name, TextValue value, String expected) implements Value<Map<String, String>> {
    @Override
    public @Nullable Map<String, String> read(Setting setting) {
        Map<String, Setting> entries = setting.entries(this, List.of());
        if (entries == null) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        entries.forEach((key, entry) -> add(key, entry, values));
        return values.size() == entries.size() ? values : null;
    }

    private void add(String key, Setting entry, Map<String, String> values) {
        if (name.parse(key) == null) {
            entry.refuse(entry.path(), "'" + key + "' is no name; expected " + name.expected());
            return;
        }
        String text = value.read(entry);
        if (text != null) {
            values.put(key, text);
        }
    }
}
