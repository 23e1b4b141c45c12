package io.replicator.app.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Free names with text. Values are never shown, since some drivers take key store passwords here. */
record PropertiesValue() implements Value<Map<String, String>> {
    private static final TextValue TEXT = TextValue.notEmpty("text");

    @Override
    public String expected() {
        return "a mapping of driver properties such as {sslMode: VERIFY_IDENTITY}";
    }

    @Override
    public @Nullable Map<String, String> read(Setting setting) {
        Map<String, Setting> entries = setting.entries(this, List.of());
        if (entries == null) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        entries.forEach((name, entry) -> addProperty(name, entry, values));
        return values.size() == entries.size() ? values : null;
    }

    private static void addProperty(String name, Setting entry, Map<String, String> values) {
        if (name.equals("user") || name.equals("password")) {
            entry.refuse(entry.path(), "is not a property; use the key " + name + " beside url");
            return;
        }
        String value = TEXT.read(entry);
        if (value != null) {
            values.put(name, value);
        }
    }
}
