package io.replicator.app.status;

import io.replicator.progress.PipelineState;
import io.replicator.progress.PipelineStatus;
import io.replicator.progress.TableState;
import io.replicator.progress.TableStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/v1/status} says; in JSON the names are in snake_case. Instants are ISO 8601 in UTC.
 *
 * @param live whether the pipeline neither failed nor is stuck
 * @param ready whether changes flow
 * @param lagSeconds age of the newest applied change, or {@code null} if unknown
 * @param backlogBytes log bytes not yet applied, or {@code null} if unknown
 */
public record StatusDocument(
        String pipeline,
        PipelineState state,
        boolean live,
        boolean ready,
        String since,
        String reason,
        @Nullable Double lagSeconds,
        @Nullable Long backlogBytes,
        @Nullable Checkpoint checkpoint,
        long rowsApplied,
        long transactions,
        long retries,
        @Nullable String lastError,
        List<Table> tables) {
    /** @param position the engine's own coordinates */
    public record Checkpoint(
            Map<String, String> position,
            @Nullable String at,
            @Nullable Double ageSeconds) {}

    /** @param etaSeconds time that the rest of the copy will take, or {@code null} if unknown or done */
    public record Table(
            String table,
            TableState state,
            long rowsCopied,
            long rowsEstimated,
            @Nullable Double etaSeconds,
            long rowsApplied,
            @Nullable String lastError) {}

    public StatusDocument {
        tables = List.copyOf(tables);
    }

    public static StatusDocument of(PipelineStatus status, Instant now) {
        return new StatusDocument(
                status.pipeline(),
                status.state(),
                Health.isLive(status, now),
                status.state().isReady(),
                status.since().toString(),
                status.reason(),
                seconds(status.lag()),
                status.backlogBytes() < 0 ? null : status.backlogBytes(),
                checkpoint(status, now),
                status.rowsApplied(),
                status.transactions(),
                status.retries(),
                status.lastError(),
                status.tables().stream().map(StatusDocument::table).toList());
    }

    private static @Nullable Checkpoint checkpoint(PipelineStatus status, Instant now) {
        if (status.checkpoint() == null) {
            return null;
        }
        Instant at = status.checkpointAt();
        return new Checkpoint(
                status.checkpoint().coordinates(),
                at == null ? null : at.toString(),
                at == null ? null : seconds(Duration.between(at, now)));
    }

    private static Table table(TableStatus table) {
        return new Table(
                table.table().toString(),
                table.state(),
                table.rowsCopied(),
                table.rowsEstimated(),
                seconds(table.eta()),
                table.rowsApplied(),
                table.lastError());
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }
}
