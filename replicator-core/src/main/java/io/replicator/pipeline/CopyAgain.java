package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.checkpoint.CheckpointStore;
import io.replicator.pipeline.plan.Plan;
import io.replicator.progress.TableState;
import io.replicator.typemapping.TableMapping;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Carries out an operator's wish to have a table copied once more: forgets that it was copied. What has to be done then
 * follows from that, also in a session that begins after a crash.
 */
record CopyAgain(SessionFactory parts, CheckpointStore store, Plan plan) {

    void carryOut(Queue<TableId> wanted) {
        for (TableId table = wanted.peek(); table != null; table = wanted.peek()) {
            Optional<String> refusal = refusal(table);
            if (refusal.isEmpty()) {
                store.copyAgain(table);
                parts.progress().table(table).enter(TableState.PENDING);
                parts.progress().note("copying " + table + " again");
            } else {
                parts.progress().note(table + " is not copied again: " + refusal.get());
            }
            wanted.remove();
        }
    }

    private Optional<String> refusal(TableId table) {
        List<TableMapping> mappings = List.copyOf(plan.mappings().values());
        CascadeRules rules = new CascadeRules(mappings, parts.source().engine().logsCascades());
        if (!plan.mappings().containsKey(table)) {
            return Optional.of("it is not replicated");
        }
        if (!store.chunkMarks().commitWithRows()) {
            return Optional.of("that needs `checkpoint.store: table`");
        }
        return rules.connected(table).stream()
                .filter(rules.cascadedTables()::contains)
                .sorted()
                .findFirst()
                .map(
                        cascaded -> "foreign keys connect it with " + cascaded
                                + ", which they change in ways that the source's log does not tell; start over with a new copy of all");
    }
}
