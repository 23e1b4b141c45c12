package io.replicator.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The baselines' changes: 60 % inserts, 30 % updates, 10 % deletes over four tables, the same at each call. Every one of
 * them changes a row.
 */
final class ChangeMix {
    static final List<String> TABLES = List.of("s1", "s2", "s3", "s4");
    static final int ROWS_AT_FIRST = 50_000;

    private final SplittableRandom random = new SplittableRandom(4);
    private final List<List<Long>> living = new ArrayList<>();
    private final long[] nextId = new long[TABLES.size()];

    private ChangeMix() {
        for (int table = 0; table < TABLES.size(); table++) {
            List<Long> ids = new ArrayList<>();
            for (long id = 1; id <= ROWS_AT_FIRST; id++) {
                ids.add(id);
            }
            living.add(ids);
            nextId[table] = ROWS_AT_FIRST + 1;
        }
    }

    static List<Change> of(int count) {
        ChangeMix mix = new ChangeMix();
        List<Change> changes = new ArrayList<>(count);
        for (int version = 1; version <= count; version++) {
            changes.add(mix.next(version));
        }
        return changes;
    }

    private Change next(int version) {
        int table = random.nextInt(TABLES.size());
        String name = TABLES.get(table);
        List<Long> ids = living.get(table);
        int dice = random.nextInt(10);
        if (dice < 6) {
            ids.add(nextId[table]);
            return new Change(Change.Kind.INSERT, name, new OrderRow(nextId[table]++, 0));
        }
        int at = random.nextInt(ids.size());
        long id = ids.get(at);
        if (dice < 9) {
            return new Change(Change.Kind.UPDATE, name, new OrderRow(id, version));
        }
        long last = ids.remove(ids.size() - 1);
        if (last != id) {
            ids.set(at, last);
        }
        return new Change(Change.Kind.DELETE, name, new OrderRow(id, version));
    }
}
