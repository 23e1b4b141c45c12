package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.plan.Plan;
import io.replicator.pipeline.plan.TablePlan;
import io.replicator.progress.Progress;
import io.replicator.progress.TableState;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the target's tables, indexes and constraints to what the plan says. Owned by the pipeline's thread. */
final class TargetPreparation {
    private static final Logger LOG = LoggerFactory.getLogger(TargetPreparation.class);

    private final Target target;
    private final TargetSchema schema;
    private final Progress progress;

    TargetPreparation(Target target, Progress progress) {
        this.target = target;
        this.schema = target.engine().schema();
        this.progress = progress;
    }

    /** Creates the missing tables, all or none; an existing one must fit and be empty. */
    void createTables(Plan plan) {
        run("creating the tables", connection -> {
            for (TablePlan table : plan.tables()) {
                if (requireFitting(connection, table.mapping())) {
                    requireEmpty(connection, table.mapping());
                } else {
                    execute(connection, table.create());
                }
            }
            for (DeferredObject key : keys(plan)) {
                if (!schema.exists(connection, key)) {
                    execute(connection, List.of(key.ddl()));
                }
            }
        });
    }

    /** What rows are found by must be there before them. */
    private static List<DeferredObject> keys(Plan plan) {
        return plan.deferred().stream()
                .filter(object -> object.kind() == DeferredObject.Kind.KEY)
                .toList();
    }

    /**
     * Checks that the tables of a running pipeline are still what it writes to.
     *
     * @param changing tables that may already have the change which comes next
     */
    void verifyTables(Plan plan, Set<TableId> changing) {
        run("checking the tables", connection -> {
            for (TablePlan table : plan.tables()) {
                boolean changes = changing.contains(table.mapping().source().id());
                if (!changes && !requireFitting(connection, table.mapping())) {
                    throw new ReplicationException(
                            ErrorKind.DIVERGED,
                            "Table " + table.mapping().target() + " is gone from the target although the checkpoint"
                                    + " says that it was copied");
                }
                schema.complete(connection, table.mapping());
            }
            for (DeferredObject key : keys(plan)) {
                requireKey(connection, key);
            }
        });
    }

    private void requireKey(Connection connection, DeferredObject key) throws SQLException {
        if (!schema.exists(connection, key)) {
            throw new ReplicationException(
                    ErrorKind.DIVERGED,
                    "The unique key " + key.name() + " of " + key.table()
                            + ", by which rows are found, is gone from the target; create it again: " + key.ddl());
        }
    }

    /** @return whether the table exists */
    private boolean requireFitting(Connection connection, TableMapping mapping) throws SQLException {
        Optional<List<String>> differences = schema.differences(connection, mapping);
        if (differences.isPresent() && !differences.get().isEmpty()) {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_MISMATCH,
                    "Table " + mapping.target() + " exists on the target and does not fit "
                            + mapping.source().id() + ":\n  " + String.join("\n  ", differences.get()));
        }
        return differences.isPresent();
    }

    private void requireEmpty(Connection connection, TableMapping mapping) throws SQLException {
        if (!schema.isEmpty(connection, mapping)) {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_MISMATCH,
                    "Table " + mapping.target() + " on the target holds rows, but there is no checkpoint of this"
                            + " pipeline that would say which. Empty the table, or drop it");
        }
    }

    boolean hasAllDeferredObjects(Plan plan) {
        return exist(plan.deferred());
    }

    boolean hasForeignKeys(Plan plan, TableMapping mapping) {
        return exist(plan.deferred().stream()
                .filter(object -> object.kind() == DeferredObject.Kind.FOREIGN_KEY)
                .filter(object -> object.table().equals(mapping.target()))
                .toList());
    }

    private boolean exist(List<DeferredObject> objects) {
        boolean[] all = {true};
        run("looking for indexes and constraints", connection -> {
            for (DeferredObject object : objects) {
                all[0] &= schema.exists(connection, object);
            }
        });
        return all[0];
    }

    /** Creates what is missing of indexes and constraints, each in a transaction of its own. */
    void createDeferredObjects(Plan plan) {
        for (DeferredObject object : plan.deferred()) {
            run("creating " + object.name() + " on " + object.table(), connection -> {
                if (!schema.exists(connection, object)) {
                    indexing(plan, object.table());
                    execute(connection, List.of(object.ddl()));
                    LOG.info("Created {} {} on {}", object.kind(), object.name(), object.table());
                }
            });
            progress.alive();
        }
        advanceIdentities(plan);
    }

    private void indexing(Plan plan, TableId target) {
        mappings(plan).stream()
                .filter(mapping -> mapping.target().equals(target))
                .forEach(mapping -> progress.table(mapping.source().id()).enter(TableState.INDEXING));
    }

    boolean isEmpty(TableMapping mapping) {
        boolean[] empty = {false};
        run("looking for rows", connection -> empty[0] = schema.isEmpty(connection, mapping));
        return empty[0];
    }

    /**
     * Drops what rows of different ages could violate: a table's unique keys, its foreign keys and those that refer to it.
     *
     * @param first done in the same transaction
     */
    void dropKeys(Plan plan, TableMapping mapping, Work first) {
        Set<TableId> children = mappings(plan).stream()
                .filter(child -> refersTo(child, mapping))
                .map(TableMapping::target)
                .collect(Collectors.toSet());
        List<DeferredObject> keys = new ArrayList<>(plan.deferred().stream()
                .filter(object -> switch (object.kind()) {
                    case UNIQUE -> object.table().equals(mapping.target());
                    case FOREIGN_KEY -> object.table().equals(mapping.target()) || children.contains(object.table());
                    default -> false;
                })
                .toList());
        // Foreign keys come last, and need the unique keys.
        Collections.reverse(keys);
        run("dropping the keys of " + mapping.target(), connection -> {
            first.run(connection);
            for (DeferredObject key : keys) {
                if (schema.exists(connection, key)) {
                    execute(connection, schema.drop(key));
                }
            }
        });
    }

    private static boolean refersTo(TableMapping child, TableMapping parent) {
        return child.source().foreignKeys().stream()
                .anyMatch(key -> key.referencedTable().equals(parent.source().id()));
    }

    void tablesReady(Plan plan) {
        mappings(plan).forEach(mapping -> progress.table(mapping.source().id()).enter(TableState.READY));
    }

    /** Lets generated keys continue after the replicated ones. */
    void advanceIdentities(Plan plan) {
        run("advancing identity columns", connection -> {
            for (TableMapping mapping : mappings(plan)) {
                schema.advanceIdentity(connection, mapping);
            }
        });
    }

    private static List<TableMapping> mappings(Plan plan) {
        return List.copyOf(plan.mappings().values());
    }

    /** What is done on a connection to the target, which is committed afterwards. */
    interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void run(String doing, Work work) {
        try (Connection connection = target.connectForDdl()) {
            work.run(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new ReplicationException(
                    target.engine().classify(e), "The target failed while " + doing + ": " + e.getMessage(), e);
        }
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
