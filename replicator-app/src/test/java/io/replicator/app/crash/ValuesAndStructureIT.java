package io.replicator.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.progress.PipelineState;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that the target cannot hold and structures that change: the run stops before any harm, and goes on afterwards. */
class ValuesAndStructureIT {
    private static final String NUL = "INSERT INTO t (v, n) VALUES ('good', 10), (CONCAT('a', CHAR(0), 'b'), 11)";
    private static final String ZERO = "INSERT INTO t (d, n) VALUES ('2020-01-01', 10), ('0000-00-00', 11)";

    @TempDir
    private Path folder;

    private TestPipeline pipeline;

    @BeforeEach
    void createPipeline() throws SQLException {
        pipeline = TestServers.smallPipeline(folder);
    }

    @Test
    void nulCharacterInTheStreamStopsTheRunUntilAPolicyIsSet() throws Exception {
        refusesInTheStream(NUL, "t.v holds", "values.nul_characters");
        pipeline.with("values", "{nul_characters: {replace: ''}}")
                .comparing(new ValuePolicies(Policy.REFUSE, new Policy(Action.REPLACE, "")));
        goesOn();
        assertThat(pipeline.countOnTarget("SELECT count(*) FROM t WHERE v = 'ab'"))
                .isEqualTo(1);
    }

    @Test
    void zeroDateInTheStreamStopsTheRunUntilAPolicyIsSet() throws Exception {
        refusesInTheStream(ZERO, "t.d holds", "values.zero_dates");
        pipeline.with("values", "{zero_dates: \"null\"}").comparing(new ValuePolicies(Policy.NULL, Policy.REFUSE));
        goesOn();
        assertThat(pipeline.countOnTarget("SELECT count(*) FROM t WHERE n = 11 AND d IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void nulCharacterInTheCopyStopsTheRunUntilAPolicyIsSet() throws Exception {
        insert(NUL);
        refuses("t.v holds", "values.nul_characters");
        pipeline.with("values", "{nul_characters: {replace: ''}}")
                .comparing(new ValuePolicies(Policy.REFUSE, new Policy(Action.REPLACE, "")));
        goesOn();
    }

    @Test
    void zeroDateInTheCopyStopsTheRunUntilAPolicyIsSet() throws Exception {
        insert(ZERO);
        refuses("t.d holds", "values.zero_dates");
        pipeline.with("values", "{zero_dates: {replace: '1970-01-01'}}")
                .comparing(new ValuePolicies(new Policy(Action.REPLACE, "1970-01-01"), Policy.REFUSE));
        goesOn();
    }

    @Test
    void newColumnStopsTheRunUntilTheTargetHasItToo() throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.onSource(
                    "INSERT INTO t (v) VALUES ('before')",
                    "ALTER TABLE t ADD COLUMN extra INT NULL, DROP COLUMN n",
                    "INSERT INTO t (v, extra) VALUES ('behind', 5)");
            assertThat(process.exitCode()).isEqualTo(7);
            assertThat(process.log())
                    .contains("The structure of " + pipeline.database() + ".t changed", "Make the same change")
                    .doesNotContain("\tat ");
        }
        assertThat(pipeline.countOnTarget("SELECT count(*) FROM t WHERE v = 'before'"))
                .isEqualTo(1);
        refuses("extra", "fit");
        pipeline.onTarget("ALTER TABLE t ADD COLUMN extra integer, DROP COLUMN n");
        goesOn();
        assertThat(pipeline.countOnTarget("SELECT count(*) FROM t WHERE extra = 5"))
                .isEqualTo(1);
    }

    private void refusesInTheStream(String sql, String... message) throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            insert(sql);
            assertThat(process.exitCode()).as(process.log()).isEqualTo(8);
            assertThat(process.log()).contains(message).doesNotContain("\tat ");
        }
        assertThat(pipeline.countOnTarget("SELECT count(*) FROM t")).isEqualTo(3);
    }

    private void insert(String sql) throws SQLException {
        pipeline.onSource("SET SESSION sql_mode = ''", sql);
    }

    private void refuses(String... message) throws Exception {
        ReplicatorProcess process = pipeline.start();
        assertThat(process.exitCode()).as(process.log()).isIn(7, 8);
        assertThat(process.log()).contains(message).doesNotContain("\tat ");
    }

    private void goesOn() throws Exception {
        try (ReplicatorProcess process = pipeline.start()) {
            process.await(PipelineState.STREAMING);
            pipeline.awaitCaughtUp(process);
            assertThat(process.terminate()).isZero();
        }
        pipeline.assertEqual();
    }
}
