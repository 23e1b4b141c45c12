package io.replicator.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TableId BOOKINGS = new TableId("travel", "bookings");

    private Instant now = START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final Progress progress = new Progress("globetrotter", clock);

    @Test
    void commitsAreMeasuredByLagRowsAndTime() {
        progress.applied(commit(12, Duration.ofMillis(300)));

        CommitFigures commits = progress.figures().commits();
        assertThat(commits.lagSeconds().sum()).isEqualTo(2);
        assertThat(commits.rows().sum()).isEqualTo(12);
        assertThat(commits.writingSeconds().sum()).isEqualTo(0.3);
        assertThat(progress.figures().lastChangeAt()).isEqualTo(START);
    }

    @Test
    void commitOfAPositionAloneIsNoBatchAndNoChange() {
        progress.applied(commit(0, Duration.ZERO));

        assertThat(progress.figures().commits().rows().count()).isZero();
        assertThat(progress.figures().lastChangeAt()).isNull();
    }

    @Test
    void errorsAreCountedByKindWhetherRetriedOrNot() {
        progress.retrying(ErrorKind.CONNECTION, "gone");
        progress.retrying(ErrorKind.CONNECTION, "gone");
        progress.failed(ErrorKind.VALUE, "no date");

        assertThat(progress.figures().retries()).containsExactlyEntriesOf(Map.of(ErrorKind.CONNECTION, 2L));
        assertThat(progress.figures().errors())
                .containsExactlyInAnyOrderEntriesOf(Map.of(ErrorKind.CONNECTION, 2L, ErrorKind.VALUE, 1L));
        assertThat(progress.status().retries()).isEqualTo(2);
    }

    @Test
    void retentionLeftShrinksWithTheLagAndEndsAtZero() {
        progress.sourceLog(new SourceLog(100, -1, -1, Duration.ofHours(1)));
        assertThat(progress.figures().retentionLeft()).isNull();

        progress.applied(commit(1, Duration.ZERO));
        assertThat(progress.figures().retentionLeft())
                .isEqualTo(Duration.ofHours(1).minusSeconds(2));

        now = START.plusSeconds(7200);
        assertThat(progress.figures().retentionLeft()).isZero();
    }

    @Test
    void snapshotsEtaCountsAllTablesEvenThoseNotBegun() {
        progress.table(BOOKINGS).expecting(100);
        progress.table(new TableId("travel", "customers")).expecting(200);
        progress.enter(PipelineState.SNAPSHOTTING, "copying");
        progress.table(BOOKINGS).copyStarted(100, 0);
        assertThat(progress.figures().snapshotEta()).isNull();

        progress.table(BOOKINGS).copied(50);
        now = START.plusSeconds(10);
        assertThat(progress.figures().snapshotEta()).isEqualTo(Duration.ofSeconds(50));

        progress.enter(PipelineState.STREAMING, "done");
        assertThat(progress.figures().snapshotEta()).isNull();
    }

    @Test
    void rowsOfAnEarlierSessionDoNotMakeTheCopyLookFaster() {
        progress.enter(PipelineState.SNAPSHOTTING, "copying");
        progress.table(BOOKINGS).copyStarted(100, 90);
        progress.table(BOOKINGS).copied(5);
        now = START.plusSeconds(10);

        assertThat(progress.figures().snapshotEta()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void tableKeepsItsChangesByOperation() {
        ChangeTally tally = new ChangeTally();
        tally.add(Operation.INSERT);
        tally.add(Operation.DELETE);
        tally.add(Operation.DELETE);
        progress.table(BOOKINGS).applied(tally);
        progress.table(BOOKINGS).applied(tally);

        TableStatus bookings = progress.status().tables().get(0);
        assertThat(bookings.changes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Operation.INSERT, 2L, Operation.UPDATE, 0L, Operation.DELETE, 4L, Operation.TRUNCATE, 0L));
        assertThat(bookings.rowsApplied()).isEqualTo(6);
    }

    private Commit commit(long rows, Duration writing) {
        return new Commit(new SourcePosition(Map.of("file", "b.1", "pos", "4")), now.minusSeconds(2), rows, 3, writing);
    }
}
