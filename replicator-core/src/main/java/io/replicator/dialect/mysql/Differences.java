package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import java.util.ArrayList;
import java.util.List;

/** Collects what the DDL of one table does not keep, while it is written. Used by one thread. */
final class Differences {
    private final TableId table;
    private final List<Departure> collected = new ArrayList<>();

    /** @param table the source table */
    Differences(TableId table) {
        this.table = table;
    }

    void add(String subject, Fidelity fidelity, String reason) {
        collected.add(new Departure(table, subject, fidelity, reason));
    }

    List<Departure> collected() {
        return List.copyOf(collected);
    }
}
