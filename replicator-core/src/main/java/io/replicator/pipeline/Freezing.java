package io.replicator.pipeline;

import io.replicator.dialect.SnapshotView;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens both sides at one position while changes are streamed: the source's view says the position, and the target is
 * looked at when exactly that is committed. Single use, by one thread.
 */
final class Freezing {
    private static final int TRIES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration REST = Duration.ofMinutes(1);
    private static final Duration WAY = Duration.ofMinutes(10);

    private final SessionFactory parts;
    private final Standstills standstills;

    Freezing(SessionFactory parts, Standstills standstills) {
        this.parts = parts;
        this.standstills = standstills;
    }

    FrozenSides open() throws InterruptedException {
        List<Connection> targets = new ArrayList<>();
        boolean opened = false;
        try {
            for (int i = 0; i < parts.limits().snapshot().readers(); i++) {
                targets.add(parts.target().engine().connect(parts.target().endpoint()));
            }
            FrozenSides sides = open(targets);
            opened = true;
            return sides;
        } catch (SQLException e) {
            throw new ReplicationException(
                    parts.target().engine().classify(e), "Opening a view of the target failed: " + e.getMessage(), e);
        } finally {
            if (!opened) {
                FrozenSides.abort(targets);
            }
        }
    }

    private FrozenSides open(List<Connection> targets) throws SQLException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try (Standstill standstill = new Standstill(PATIENCE)) {
                standstills.ask(standstill);
                FrozenSides sides = open(standstill, targets);
                if (sides != null) {
                    return sides;
                }
            }
        }
        throw new ReplicationException(
                ErrorKind.CONFLICT,
                "Source and target could not be opened at one position: replication would have had to wait for more than "
                        + PATIENCE.toSeconds()
                        + " s each time. A long transaction at the source may be the reason");
    }

    private @Nullable FrozenSides open(Standstill standstill, List<Connection> targets)
            throws SQLException, InterruptedException {
        Optional<Streamed> streamed = standstill.awaitStanding(REST);
        if (streamed.isEmpty()) {
            throw new ReplicationException(
                    ErrorKind.CONFLICT,
                    "Replication did not come to the end of a source transaction within " + REST.toSeconds()
                            + " s; it is " + parts.progress().state());
        }
        SnapshotView source = exactView(streamed.get());
        boolean frozen = false;
        try {
            if (standstill.goOnTo(source.position(), WAY)) {
                for (Connection target : targets) {
                    streamed.get().engine().beginView(target);
                }
                frozen = standstill.release();
            }
            return frozen ? new FrozenSides(source, targets, streamed.get()) : restart(targets);
        } finally {
            if (!frozen) {
                source.close();
            }
        }
    }

    private static @Nullable FrozenSides restart(List<Connection> targets) throws SQLException {
        for (Connection target : targets) {
            target.rollback();
        }
        return null;
    }

    /** Without a global lock the view may be blurred unless each table is locked. */
    private SnapshotView exactView(Streamed streamed) {
        SnapshotView view = view(List.of());
        if (isExact(view)) {
            return view;
        }
        view.close();
        SnapshotView locked =
                view(streamed.mappings().stream().map(TableMapping::source).toList());
        if (!isExact(locked)) {
            locked.close();
            throw new ReplicationException(
                    ErrorKind.CONFLICT,
                    "The source cannot be read at one exact position while it is written to. Grant RELOAD to the"
                            + " replicator's user");
        }
        return locked;
    }

    private SnapshotView view(List<Table> exactFor) {
        return parts.source()
                .engine()
                .snapshot()
                .open(parts.source().endpoint(), parts.limits().snapshot().readers(), exactFor);
    }

    private boolean isExact(SnapshotView view) {
        return parts.source().engine().compare(view.position(), view.settledAt()) == 0;
    }
}
