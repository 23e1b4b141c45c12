package io.replicator.dialect.postgresql;

import io.replicator.dialect.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How much WAL a stopped replicator may leave behind before the slot is lost, or before the disk is full. */
final class WalRetention {
    private static final String SUBJECT = "max_slot_wal_keep_size";

    private WalRetention() {}

    static List<Finding> check(Connection connection, ReplicationSlot slot) throws SQLException {
        String limit = SourceQuery.value(connection, "SELECT current_setting('max_slot_wal_keep_size')");
        Optional<ReplicationSlot.State> state = slot.state(connection);
        String now = state.map(found -> "; the slot holds back " + found.kept()
                        + (found.leftOver().isEmpty() ? "" : ", " + found.leftOver() + " more may be written"))
                .orElse("");
        return List.of(
                limit.equals("-1")
                        ? Finding.warning(
                                SUBJECT,
                                "no limit: a stopped pipeline fills the source's disk" + now,
                                "Watch the disk, set a limit, and `replicator drop` a pipeline that is given up.")
                        : Finding.passed(SUBJECT, limit + now));
    }
}
