package io.replicator.app.config;

import java.util.List;
import java.util.Optional;

/**
 * How the rows that are already there are copied.
 *
 * @param chunkRows rows of a chunk, or empty to choose by the size of the rows
 */
public record SnapshotSettings(Mode mode, int readers, Optional<Long> chunkRows) {
    /** Which rows are copied before streaming. */
    public enum Mode {
        /** All rows, once. */
        INITIAL
    }

    static final Key<Mode> MODE = Key.defaulted(
            "mode", new ChoiceValue<>(Mode.class), "initial", "`initial` copies all rows once, before streaming.");
    static final Key<Long> READERS = Key.defaulted(
            "readers",
            new NumberValue(1, 64),
            "4",
            "Connections that read the source, and as many that load the target.");
    static final Key<Optional<Long>> CHUNK_ROWS = Key.defaulted(
            "chunk_rows",
            new WordOr<>("auto", new NumberValue(100, 10_000_000)),
            "auto",
            "Rows of a chunk, the unit that an interrupted copy resumes at. `auto` goes by the size of the rows.");
    static final Section<SnapshotSettings> SECTION = new Section<>(
            "The first copy of the tables.",
            List.of(MODE, READERS, CHUNK_ROWS),
            given -> new SnapshotSettings(given.get(MODE), given.get(READERS).intValue(), given.get(CHUNK_ROWS)));
}
