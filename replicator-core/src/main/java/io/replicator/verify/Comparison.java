package io.replicator.verify;

import io.replicator.change.TableId;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TargetEngine;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.OngoingVerification;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares tables, the largest first and as many at once as there are pairs of connections, each pair on a thread of its
 * own. A table that cannot be compared is noted, and the others go on.
 */
public final class Comparison {
    private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);

    /** Connections that see source and target at one position. */
    public record Sides(Connection source, Connection target) {}

    private final SourceEngine sourceEngine;
    private final TargetEngine targetEngine;
    private final OngoingVerification progress;

    public Comparison(SourceEngine sourceEngine, TargetEngine targetEngine, OngoingVerification progress) {
        this.sourceEngine = sourceEngine;
        this.targetEngine = targetEngine;
        this.progress = progress;
    }

    /** Returns when each table has a result or an error. */
    public void run(List<Sides> sides, List<TableMapping> mappings) throws InterruptedException {
        Queue<TableMapping> left = new ConcurrentLinkedQueue<>(mappings.stream()
                .sorted(Comparator.comparingLong(
                                (TableMapping mapping) -> mapping.source().estimatedRows())
                        .reversed())
                .toList());
        List<Thread> threads = new ArrayList<>();
        for (Sides pair : sides) {
            Thread thread = new Thread(() -> compareAll(pair, left), "verification-" + (threads.size() + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void compareAll(Sides sides, Queue<TableMapping> left) {
        for (TableMapping mapping = left.poll(); mapping != null; mapping = left.poll()) {
            compare(sides, mapping);
        }
    }

    /** Whatever goes wrong is about this table, or comes back with each of the next ones. */
    private void compare(Sides sides, TableMapping mapping) {
        TableId table = mapping.source().id();
        try {
            ComparisonResult result = new TableComparison(sourceEngine, targetEngine)
                    .compare(sides.source(), sides.target(), mapping, rows -> progress.compared(table, rows));
            progress.compared(result);
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Table {} cannot be compared: {}", table, e.getMessage());
            LOG.debug("Comparing {} ended", table, e);
            progress.failed(table, String.valueOf(e.getMessage()));
        }
    }
}
