package io.replicator.progress;

import io.replicator.change.SourcePosition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of source and target at one position, row by row, under way or over; immutable.
 *
 * @param endedAt {@code null} while it is under way
 * @param position of the source, at which both sides are compared; {@code null} as long as it is not known
 * @param error why it came to no result, or {@code null}
 */
public record Verification(
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable SourcePosition position,
        @Nullable String error,
        List<TableVerification> tables) {
    public enum State {
        /** Until both sides can be read at one position. */
        WAITING,
        COMPARING,
        EQUAL,
        DIFFERENT,
        /** Came to no result. */
        FAILED;

        public boolean isResult() {
            return this == EQUAL || this == DIFFERENT;
        }
    }

    public Verification {
        tables = List.copyOf(tables);
    }

    public boolean isOver() {
        return endedAt != null;
    }

    public @Nullable Duration duration() {
        return endedAt == null ? null : Duration.between(startedAt, endedAt);
    }

    /** Rows of the source compared so far. */
    public long rows() {
        return tables.stream().mapToLong(TableVerification::rows).sum();
    }

    public long discrepancies() {
        return results().mapToLong(ComparisonResult::discrepancies).sum();
    }

    /** Of the tables that are done. */
    public Stream<ComparisonResult> results() {
        return tables.stream().map(TableVerification::result).filter(Objects::nonNull);
    }
}
