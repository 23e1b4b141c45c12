package io.replicator.dialect.postgresql;

import static io.replicator.dialect.Finding.failed;
import static io.replicator.dialect.Finding.passed;
import static io.replicator.dialect.Finding.warning;

import io.replicator.dialect.Finding;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at everything on a PostgreSQL source that replication depends on. Single use. */
final class SourcePreflight {
    private static final int OLDEST_VERSION = 13;
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private final Connection connection;
    private final ReplicationSlot slot;
    private final List<Table> tables;
    private final List<Finding> findings = new ArrayList<>();

    SourcePreflight(Connection connection, ReplicationSlot slot, List<Table> tables) {
        this.connection = connection;
        this.slot = slot;
        this.tables = tables;
    }

    List<Finding> findings() throws SQLException {
        version();
        primary();
        walLevel();
        Optional<ReplicationSlot.State> state = slot.state(connection);
        slots(state);
        senders();
        findings.addAll(SourcePrivileges.check(connection, slot, tables));
        findings.addAll(ReplicaIdentities.check(connection, tables));
        clock();
        return findings;
    }

    private void version() throws SQLException {
        int version = Integer.parseInt(setting("server_version_num")) / 10_000;
        String found = "PostgreSQL " + setting("server_version");
        findings.add(
                version >= OLDEST_VERSION
                        ? passed("version", found)
                        : failed(
                                "version",
                                found,
                                "PostgreSQL " + OLDEST_VERSION + " is the oldest that can be copied."));
    }

    private void primary() throws SQLException {
        findings.add(
                value("SELECT pg_is_in_recovery()").equals("f")
                        ? passed("primary", "yes")
                        : failed("primary", "a standby in recovery", "Connect to the primary server."));
    }

    private void walLevel() throws SQLException {
        String level = setting("wal_level");
        findings.add(
                level.equals("logical")
                        ? passed("wal_level", level)
                        : failed("wal_level", level, "ALTER SYSTEM SET wal_level = logical, then restart the server."));
    }

    /** The pipeline's own, and a temporary one for the snapshot. */
    private void slots(Optional<ReplicationSlot.State> state) throws SQLException {
        if (state.isPresent()) {
            findings.add(slot(state.get()));
            return;
        }
        long free = Long.parseLong(setting("max_replication_slots"))
                - Long.parseLong(value("SELECT count(*) FROM pg_replication_slots"));
        String found = free + " free";
        findings.add(
                free >= 2
                        ? passed("max_replication_slots", found)
                        : failed(
                                "max_replication_slots",
                                found,
                                "Two are needed at the beginning, one later on: raise it and restart the server."));
    }

    private Finding slot(ReplicationSlot.State state) {
        String subject = "replication slot " + slot.name();
        String found = "wal_status " + state.walStatus() + ", holds back " + state.kept() + " of WAL";
        return state.walStatus().equals("unreserved")
                ? warning(
                        subject, found, "It is about to be lost: raise max_slot_wal_keep_size, and let replicator run.")
                : passed(subject, found);
    }

    private void senders() throws SQLException {
        long free = Long.parseLong(setting("max_wal_senders"))
                - Long.parseLong(value("SELECT count(*) FROM pg_stat_replication"));
        findings.add(
                free > 0
                        ? passed("max_wal_senders", free + " free")
                        : warning("max_wal_senders", "none free", "Raise it and restart the server."));
    }

    private void clock() throws SQLException {
        Instant before = Instant.now();
        Instant there = Instant.ofEpochMilli(
                Long.parseLong(value("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")));
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        Duration ahead = Duration.between(middle, there);
        String found = ahead.toMillis() + " ms ahead of this machine";
        findings.add(
                ahead.abs().compareTo(CLOCK_TOLERANCE) <= 0
                        ? passed("clock", found)
                        : warning("clock", found, "Lag is computed from both clocks; synchronise them."));
    }

    private String setting(String name) throws SQLException {
        return value("SELECT current_setting('" + name + "')");
    }

    private String value(String sql) throws SQLException {
        return SourceQuery.value(connection, sql);
    }
}
