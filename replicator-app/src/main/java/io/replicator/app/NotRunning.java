package io.replicator.app;

import io.replicator.app.config.Configuration;
import io.replicator.app.config.HttpSettings;
import io.replicator.app.status.Quantities;
import io.replicator.app.status.StatusDocument;
import io.replicator.app.status.StatusText;
import io.replicator.app.status.Verdict;
import io.replicator.app.status.Verdict.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status of a pipeline that no process answers for.
 *
 * @param reason why this is no live status
 * @param position the stored checkpoint, or {@code null} if the pipeline never ran
 */
record NotRunning(
        String pipeline,
        String state,
        String reason,
        @Nullable Map<String, String> position,
        boolean snapshotComplete,
        long rowsApplied,
        List<StatusDocument.Table> tables) {
    NotRunning {
        tables = List.copyOf(tables);
    }

    static NotRunning of(Configuration configuration, Optional<CheckpointView> checkpoint) {
        return new NotRunning(
                configuration.name(),
                "NOT_RUNNING",
                reason(configuration.http()),
                checkpoint.map(view -> view.position().coordinates()).orElse(null),
                checkpoint.map(CheckpointView::snapshotComplete).orElse(false),
                checkpoint.map(CheckpointView::rowsApplied).orElse(0L),
                checkpoint.map(CheckpointView::tables).orElse(List.of()));
    }

    private static String reason(HttpSettings http) {
        return http.isOn()
                ? "no daemon answers on " + http.host() + ":" + http.port()
                : "http.port is 0, so a daemon cannot be asked";
    }

    /** A pipeline that ran before ought to run now. */
    Verdict verdict() {
        return position == null
                ? new Verdict(Level.UNKNOWN, pipeline + " never ran")
                : new Verdict(Level.CRITICAL, pipeline + " is not running");
    }

    String text() {
        String head = String.format("%-11s %s%n%-11s %s: %s%n", "pipeline", pipeline, "state", state, reason);
        if (position == null) {
            return head + String.format("%-11s none: this pipeline never ran%n", "checkpoint");
        }
        String snapshot = snapshotComplete ? "complete" : "not complete; `run` goes on with the missing chunks";
        return head
                + String.format("%-11s %s%n", "checkpoint", StatusText.position(position))
                + String.format("%-11s %s%n", "snapshot", snapshot)
                + String.format(
                        "%-11s %s rows since the pipeline was created%n", "applied", Quantities.count(rowsApplied))
                + (tables.isEmpty() ? "" : "\n" + StatusText.tables(tables));
    }
}
