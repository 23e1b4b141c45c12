package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.schema.Table;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of selected tables that the source has and the pipeline does not replicate yet. */
record FreshTables(SessionFactory parts) {
    private static final Logger LOG = LoggerFactory.getLogger(FreshTables.class);

    List<Table> toTakeUp(List<Table> fresh) {
        if (fresh.isEmpty()) {
            return fresh;
        }
        String names = fresh.stream().map(Table::id).map(TableId::toString).collect(Collectors.joining(", "));
        return switch (parts.target().ddl().of(ChangeKind.CREATE_TABLE)) {
            case APPLY -> fresh;
            case IGNORE -> {
                LOG.warn("Not replicated, as {} is ignore: {}", ChangeKind.CREATE_TABLE.key(), names);
                yield List.of();
            }
            case STOP ->
                throw new ReplicationException(
                        ErrorKind.SCHEMA_CHANGED,
                        "New at the source: " + names + ". Exclude them, or set " + ChangeKind.CREATE_TABLE.key()
                                + " to apply, which copies them, or to ignore");
        };
    }
}
