package io.replicator.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the position up to which everything is applied is kept.
 *
 * @param path the file, if the store is FILE
 */
public record CheckpointSettings(Store store, Optional<Path> path) {
    /** The places a checkpoint can be kept in. */
    public enum Store {
        TABLE,
        FILE
    }

    static final Key<Store> STORE = Key.defaulted(
            "store",
            new ChoiceValue<>(Store.class),
            "table",
            "`table`: in the target, committed with the rows: every change exactly once."
                    + " `file`: beside the process; the target is asked about the last commit after a crash."
                    + " Not for tables without a primary key or a unique key of NOT NULL columns.");
    static final Key<Path> PATH =
            Key.optional("path", new PathValue(), "none", "The file, with `store: file`; needed there.");
    static final Section<CheckpointSettings> SECTION = new Section<>(
            "Where the position in the source's log is kept.",
            List.of(STORE, PATH),
            given -> new CheckpointSettings(given.get(STORE), given.find(PATH)));

    public CheckpointSettings {
        if (store == Store.FILE && path.isEmpty()) {
            throw new InvalidSetting("path", "missing; expected the path of a file, since store is file");
        }
        if (store == Store.TABLE && path.isPresent()) {
            throw new InvalidSetting("path", "has no use with store: table; remove it or set store: file");
        }
    }
}
