package io.replicator.app.config;

import io.replicator.app.config.References.Unresolved;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A password, or better the reference to one. What stands there is never shown. */
record SecretValue() implements Value<Supplier<String>> {
    @Override
    public String expected() {
        return "a password, best as ${env:NAME} or ${file:/path}";
    }

    @Override
    public @Nullable Supplier<String> read(Setting setting) {
        String raw = setting.raw();
        if (raw == null) {
            setting.refuse(this);
            return null;
        }
        try {
            setting.reading().references().resolve(raw, setting.reading());
            return new Secret(setting, raw);
        } catch (Unresolved unresolved) {
            setting.refuse(setting.path(), unresolved.getMessage());
            return null;
        }
    }
}
