package io.replicator.app;

import io.replicator.app.status.Quantities;
import io.replicator.progress.PipelineState;
import io.replicator.progress.PipelineStatus;
import io.replicator.progress.TableState;
import io.replicator.progress.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongFunction;

/** A status and when it was read, said in one line. */
record ProgressLine(PipelineStatus status, Instant at) {

    /** What is going on, with rates since an earlier line. */
    String since(ProgressLine earlier) {
        return status.state() == PipelineState.SNAPSHOTTING ? copying(earlier) : flowing(earlier);
    }

    private String copying(ProgressLine earlier) {
        long copied = sum(TableStatus::rowsCopied);
        long expected = sum(TableStatus::rowsEstimated);
        long tablesDone = status.tables().stream()
                .filter(table -> table.state() != TableState.PENDING && table.state() != TableState.COPYING)
                .count();
        long rate = rate(copied - earlier.sum(TableStatus::rowsCopied), earlier);
        return String.format(
                "SNAPSHOTTING: %d%%, %s of about %s rows, %d of %d tables copied, %s rows/s",
                100 * copied / Math.max(1, expected),
                Quantities.count(copied),
                Quantities.count(expected),
                tablesDone,
                status.tables().size(),
                Quantities.count(rate));
    }

    private String flowing(ProgressLine earlier) {
        String lag = status.lag() == null ? "unknown" : Quantities.duration(status.lag());
        String backlog = status.backlogBytes() <= 0 ? "" : ", backlog " + Quantities.bytes(status.backlogBytes());
        long rate = rate(status.rowsApplied() - earlier.status.rowsApplied(), earlier);
        return String.format(
                "%s: %s rows/s, lag %s%s, %s rows applied",
                status.state(), Quantities.count(rate), lag, backlog, Quantities.count(status.rowsApplied()));
    }

    private long sum(ToLongFunction<TableStatus> figure) {
        return status.tables().stream().mapToLong(figure).sum();
    }

    private long rate(long rows, ProgressLine earlier) {
        long millis = Duration.between(earlier.at, at).toMillis();
        return millis <= 0 ? 0 : Math.max(0, rows) * 1000 / millis;
    }
}
