package io.replicator.progress;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.progress.Verification.State;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes down how a verification gets on. Any thread. */
public final class OngoingVerification {
    private final Clock clock;
    private final Instant startedAt;
    private final Map<TableId, TableVerification> tables = new TreeMap<>();
    private State state = State.WAITING;
    private @Nullable Instant endedAt;
    private @Nullable SourcePosition position;
    private @Nullable String error;

    public OngoingVerification(Clock clock) {
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Both sides can be read. */
    public synchronized void comparing(SourcePosition at, List<TableId> compared) {
        state = State.COMPARING;
        position = at;
        compared.forEach(table -> tables.put(table, new TableVerification(table, 0, null, null)));
    }

    /** @param rows of the source, compared so far */
    public synchronized void compared(TableId table, long rows) {
        tables.put(table, new TableVerification(table, rows, null, null));
    }

    public synchronized void compared(ComparisonResult result) {
        tables.put(result.table(), new TableVerification(result.table(), result.sourceRows(), result, null));
    }

    /** The table cannot be compared; the others can. */
    public synchronized void failed(TableId table, String why) {
        tables.put(table, new TableVerification(table, 0, null, why));
    }

    /** Every table has a result or an error. */
    public synchronized void end() {
        long failed =
                tables.values().stream().filter(table -> table.error() != null).count();
        if (failed > 0) {
            fail(failed + " of " + tables.size() + " tables could not be compared");
        } else {
            endedAt = clock.instant();
            boolean equal = status().results().allMatch(ComparisonResult::isEqual);
            state = equal ? State.EQUAL : State.DIFFERENT;
        }
    }

    /** It comes to no result. */
    public synchronized void fail(String why) {
        state = State.FAILED;
        error = why;
        endedAt = clock.instant();
    }

    public synchronized Verification status() {
        return new Verification(state, startedAt, endedAt, position, error, List.copyOf(tables.values()));
    }
}
