package io.replicator.pipeline;

import io.replicator.change.SourcePosition;
import io.replicator.dialect.SnapshotView;
import io.replicator.verify.Comparison.Sides;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Source and target as they were at one position, held by open read transactions. */
record FrozenSides(SnapshotView source, List<Connection> targets, Streamed streamed) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrozenSides.class);

    SourcePosition position() {
        return source.position();
    }

    List<Sides> pairs() {
        List<Sides> pairs = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            pairs.add(new Sides(source.readers().get(i), targets.get(i)));
        }
        return pairs;
    }

    @Override
    public void close() {
        abort(targets);
        source.close();
    }

    /** Not closed: that would wait for what is still being read. */
    static void abort(List<Connection> connections) {
        for (Connection connection : connections) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.debug("A connection to the target was already gone", e);
            }
        }
    }
}
