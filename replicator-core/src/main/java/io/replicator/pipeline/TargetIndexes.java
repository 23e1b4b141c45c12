package io.replicator.pipeline;

import io.replicator.dialect.TargetSchema;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import io.replicator.pipeline.ddl.IndexChanges;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the target's indexes, foreign keys and checks of a table behind a change. New ones are created after it. */
record TargetIndexes(Target target, Connection connection, IndexChanges changes) {
    private static final Logger LOG = LoggerFactory.getLogger(TargetIndexes.class);

    /** What a person has to do, if nothing else may. */
    List<String> undone() throws SQLException {
        List<String> undone = new ArrayList<>();
        if (target.ddl().of(ChangeKind.CHANGE_INDEX) == Action.STOP) {
            String key = " (" + ChangeKind.CHANGE_INDEX.key() + "); on the target: ";
            for (DeferredObject object : changes.gone()) {
                if (schema().exists(connection, object)) {
                    undone.add(object.name() + " is gone" + key + String.join("; ", schema().drop(object)));
                }
            }
            for (DeferredObject object : changes.come()) {
                if (!schema().exists(connection, object)) {
                    undone.add(object.name() + " is new" + key + object.ddl());
                }
            }
        }
        return undone;
    }

    void dropGone() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (DeferredObject object : changes.gone()) {
                if (schema().exists(connection, object)) {
                    for (String sql : schema().drop(object)) {
                        statement.execute(sql);
                    }
                    LOG.info("Followed the source: {} of {} is gone", object.name(), object.table());
                }
            }
        }
    }

    private TargetSchema schema() {
        return target.engine().schema();
    }
}
