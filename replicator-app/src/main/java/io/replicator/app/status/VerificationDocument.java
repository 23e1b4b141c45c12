package io.replicator.app.status;

import io.replicator.change.SourcePosition;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.TableVerification;
import io.replicator.progress.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /api/v1/verify} says; in JSON the names are in snake_case. Instants are ISO 8601 in UTC.
 *
 * @param state {@link #NEVER}, or of the latest verification
 * @param endedAt {@code null} while it is under way
 * @param position at which both sides are compared, in the engine's own coordinates; {@code null} until it is known
 * @param error why it came to no result, or {@code null}
 * @param rows of the source, compared so far
 */
public record VerificationDocument(
        String state,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable Double durationSeconds,
        @Nullable Map<String, String> position,
        @Nullable String error,
        long rows,
        long discrepancies,
        List<Table> tables) {
    public static final String NEVER = "NEVER";

    /** What is known of one table. */
    public enum Outcome {
        PENDING,
        EQUAL,
        DIFFERENT,
        FAILED
    }

    /**
     * @param sourceRows compared so far
     * @param targetRows 0 until the outcome is known
     * @param differing rows on both sides that are not equal
     * @param missing rows only on the source
     * @param unexpected rows only on the target
     * @param examples primary keys of the first few
     * @param error why the table could not be compared, or {@code null}
     */
    public record Table(
            String table,
            Outcome outcome,
            long sourceRows,
            long targetRows,
            long differing,
            long missing,
            long unexpected,
            List<String> examples,
            @Nullable String error) {
        public Table {
            examples = List.copyOf(examples);
        }

        private Table withoutExamples() {
            return new Table(table, outcome, sourceRows, targetRows, differing, missing, unexpected, List.of(), error);
        }
    }

    public VerificationDocument {
        tables = List.copyOf(tables);
    }

    public static VerificationDocument of(@Nullable Verification verification) {
        if (verification == null) {
            return new VerificationDocument(NEVER, null, null, null, null, null, 0, 0, List.of());
        }
        Instant ended = verification.endedAt();
        Duration duration = verification.duration();
        SourcePosition position = verification.position();
        return new VerificationDocument(
                verification.state().name(),
                verification.startedAt().toString(),
                ended == null ? null : ended.toString(),
                duration == null ? null : duration.toMillis() / 1000.0,
                position == null ? null : position.coordinates(),
                verification.error(),
                verification.rows(),
                verification.discrepancies(),
                verification.tables().stream().map(VerificationDocument::table).toList());
    }

    private static Table table(TableVerification table) {
        ComparisonResult result = table.result();
        String name = table.table().toString();
        if (result == null) {
            Outcome outcome = table.error() == null ? Outcome.PENDING : Outcome.FAILED;
            return new Table(name, outcome, table.rows(), 0, 0, 0, 0, List.of(), table.error());
        }
        return new Table(
                name,
                result.isEqual() ? Outcome.EQUAL : Outcome.DIFFERENT,
                result.sourceRows(),
                result.targetRows(),
                result.differing(),
                result.missing(),
                result.unexpected(),
                result.examples(),
                null);
    }

    public boolean hasEnded() {
        return endedAt != null;
    }

    /** For those who may not see keys of rows. */
    public VerificationDocument withoutExamples() {
        return new VerificationDocument(
                state,
                startedAt,
                endedAt,
                durationSeconds,
                position,
                error,
                rows,
                discrepancies,
                tables.stream().map(Table::withoutExamples).toList());
    }
}
