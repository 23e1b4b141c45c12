package io.replicator.app.config;

import java.util.List;

/** @param batchRows row changes after which a target transaction is committed at the next source commit */
public record ApplySettings(int batchRows) {
    static final Key<Long> BATCH_ROWS = Key.defaulted(
            "batch_rows",
            new NumberValue(1, 1_000_000),
            "10000",
            "With a backlog, source transactions share one target commit until it holds this many row changes."
                    + " A source transaction is never split, however large.");
    static final Section<ApplySettings> SECTION = new Section<>(
            "How changes are written to the target.",
            List.of(BATCH_ROWS),
            given -> new ApplySettings(given.get(BATCH_ROWS).intValue()));
}
