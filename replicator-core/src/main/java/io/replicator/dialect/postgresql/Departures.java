package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import java.util.ArrayList;
import java.util.List;

/** Collects what the DDL of one table does not keep, while it is written. Used by one thread. */
final class Departures {
    private final TableId table;
    private final List<Departure> collected = new ArrayList<>();

    /** @param table the source table */
    Departures(TableId table) {
        this.table = table;
    }

    void notMigrated(String subject, String reason) {
        add(subject, Fidelity.NOT_MIGRATED, reason);
    }

    void wider(String subject, String reason) {
        add(subject, Fidelity.WIDER, reason);
    }

    void lossy(String subject, String reason) {
        add(subject, Fidelity.LOSSY, reason);
    }

    void refused(String subject, String reason) {
        add(subject, Fidelity.REFUSED, reason);
    }

    private void add(String subject, Fidelity fidelity, String reason) {
        collected.add(new Departure(table, subject, fidelity, reason));
    }

    List<Departure> collected() {
        return List.copyOf(collected);
    }
}
