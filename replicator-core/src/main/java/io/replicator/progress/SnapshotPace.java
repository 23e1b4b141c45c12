package io.replicator.progress;

import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * How far a copy is, of one table or of all.
 *
 * @param done rows copied in this session
 * @param left rows still expected
 */
record SnapshotPace(long done, long left) {
    static SnapshotPace of(Collection<TableProgress> tables) {
        return tables.stream().map(TableProgress::pace).reduce(new SnapshotPace(0, 0), SnapshotPace::plus);
    }

    private SnapshotPace plus(SnapshotPace other) {
        return new SnapshotPace(done + other.done, left + other.left);
    }

    /** @param elapsed since the copy began; @return {@code null} while nothing is copied */
    @Nullable
    Duration eta(Duration elapsed) {
        return done <= 0 ? null : elapsed.multipliedBy(left).dividedBy(done);
    }
}
