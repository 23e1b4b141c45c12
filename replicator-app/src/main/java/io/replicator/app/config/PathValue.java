package io.replicator.app.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The path of a file; a relative one starts at the folder of the configuration file. */
record PathValue() implements Value<Path> {
    @Override
    public String expected() {
        return "the path of a file";
    }

    @Override
    public @Nullable Path read(Setting setting) {
        String text = setting.text(this);
        if (text == null) {
            return null;
        }
        try {
            return setting.reading().resolve(text);
        } catch (InvalidPathException e) {
            setting.refuse(this);
            return null;
        }
    }
}
