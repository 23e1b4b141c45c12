package io.replicator.app.config;

import io.replicator.app.config.References.Unresolved;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.util.function.Supplier;

/** A password: its references are resolved at each use, so that a rotated secret is picked up. Never printed. */
final class Secret implements Supplier<String> {
    private final Setting setting;
    private final String raw;

    Secret(Setting setting, String raw) {
        this.setting = setting;
        this.raw = raw;
    }

    @Override
    public String get() {
        try {
            return setting.reading().references().resolve(raw, setting.reading());
        } catch (Unresolved unresolved) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION, setting.path() + ": " + unresolved.getMessage(), unresolved);
        }
    }

    @Override
    public String toString() {
        return "(hidden)";
    }
}
