package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.PipelineState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Transactions and rows far larger than usual. */
class LargeChangesIT {
    private static final Logger LOG = LoggerFactory.getLogger(LargeChangesIT.class);

    /** Changes of one source transaction, with a heap of 256 MB. */
    private static final int CHANGES = Integer.getInteger("replicator.large.changes", 500_000);

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void createPipeline() throws SQLException {
        pipeline = TestServers.smallPipeline(folder);
    }

    @Test
    void transactionLargerThanMemoryIsAppliedAsOne() throws Exception {
        pipeline.onSource("CREATE TABLE big (id INT PRIMARY KEY, a BIGINT, text VARCHAR(100), UNIQUE (a))");
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource(
                    "SET SESSION cte_max_recursion_depth = 10000000",
                    "INSERT INTO big WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < "
                            + CHANGES + ") SELECT n, n * 3, CONCAT('some text of row ', n) FROM s");
            Instant committed = Instant.now();
            long seen = 0;
            while (seen == 0) {
                process.requireAlive();
                Thread.sleep(50);
                seen = pipeline.countOnTarget("SELECT count(*) FROM big");
            }
            assertThat(seen).isEqualTo(CHANGES);
            LOG.info(
                    "{} changes in one transaction: {}, peak of resident memory {} MB",
                    CHANGES,
                    Duration.between(committed, Instant.now()),
                    process.peakMegabytes());
            pipeline.awaitCaughtUp(process);
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();
    }

    @Test
    void valueTooLargeForTheHeapEndsTheRunInTheStream() throws Exception {
        pipeline.onSource("CREATE TABLE wide (id INT PRIMARY KEY, bytes LONGBLOB)");
        try (ReplicatorProcess process = pipeline.start("-Xmx128m")) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource("INSERT INTO wide VALUES (1, REPEAT('x', 64 << 20))");
            endsForLackOfMemory(process);
        }
    }

    @Test
    void valueTooLargeForTheHeapEndsTheRunInTheCopy() throws Exception {
        pipeline.onSource(
                "CREATE TABLE wide (id INT PRIMARY KEY, bytes LONGBLOB)",
                "INSERT INTO wide VALUES (1, REPEAT('x', 100 << 20))");
        endsForLackOfMemory(pipeline.start("-Xmx128m"));
    }

    private static void endsForLackOfMemory(ReplicatorProcess process) throws InterruptedException {
        assertThat(process.exitCode()).as(process.log()).isEqualTo(11);
        assertThat(process.log()).contains("Out of memory", "larger heap").doesNotContain("\tat ");
    }

    /** With a heap of 512 MB: eight times the value. With six times it would end for lack of memory. */
    @Test
    void valuesOf64MegabytesArriveOnBothRoads() throws Exception {
        pipeline.onSource(
                "CREATE TABLE wide (id INT PRIMARY KEY, bytes LONGBLOB, text LONGTEXT)",
                "INSERT INTO wide VALUES (1, REPEAT(x'00FF5C27', 16 << 20), NULL)",
                "INSERT INTO wide VALUES (2, NULL, REPEAT('a\\\\\\'é\\n', (64 << 20) DIV 6))");
        try (ReplicatorProcess process = pipeline.start("-Xmx512m")) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource("INSERT INTO wide SELECT id + 10, bytes, text FROM wide");
            pipeline.awaitCaughtUp(process);
            LOG.info("64 MB values: peak of resident memory {} MB", process.peakMegabytes());
            assertThat(process.terminate()).isZero();
        }
        for (int id = 1; id <= 2; id++) {
            assertThat(pipeline.countOnTarget(
                            "SELECT count(*) FROM wide a JOIN wide b ON b.id = a.id + 10 AND b.bytes IS NOT DISTINCT FROM a.bytes"
                                    + " AND b.text IS NOT DISTINCT FROM a.text WHERE a.id = " + id))
                    .isEqualTo(1);
        }
        assertThat(pipeline.countOnTarget("SELECT sum(coalesce(length(bytes), octet_length(text))) FROM wide"))
                .isEqualTo(2L * ((64 << 20) + (64 << 20) / 6 * 6));
    }
}
