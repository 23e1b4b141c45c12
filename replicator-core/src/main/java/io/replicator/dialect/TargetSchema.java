package io.replicator.dialect;

import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.Sequence;
import io.replicator.schema.Table;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The target's catalog and DDL. */
public interface TargetSchema {
    /** What makes another schema than the configured one, harmless if it is there; nothing if CREATE TABLE sees to it. */
    default List<String> createSchema(String schema) {
        return List.of();
    }

    /** CREATE SCHEMA and CREATE TABLE with columns, NOT NULL, defaults, generated columns, primary key and comments. */
    List<String> createTable(TableMapping mapping);

    /** Everything else, to be created once the rows are there, in an order in which it can be executed. */
    List<DeferredObject> deferred(TableMapping mapping, Map<TableId, TableMapping> all);

    /** What differs between the source table and what {@link #createTable} and {@link #deferred} make of it. */
    List<Departure> departures(TableMapping mapping, Map<TableId, TableMapping> all);

    /** Whether the target can compute this generated column with the same result as the source. */
    boolean computes(Table table, Column column);

    /** Statements that take a step, harmless where it is taken already. */
    List<String> alter(AlterStep step);

    /** The names of an existing table's columns; empty if there is no such table. */
    List<String> columns(Connection connection, TableId table) throws SQLException;

    /** Which of the deferred objects exist already. */
    boolean exists(Connection connection, DeferredObject object) throws SQLException;

    /** The statements that drop one of the deferred objects, which exists. */
    List<String> drop(DeferredObject object);

    /** Why an existing table does not fit the mapping, one text per difference; absent if the table does not exist. */
    Optional<List<String>> differences(Connection connection, TableMapping mapping) throws SQLException;

    /** Makes what an existing table lacks of what the source has since got, and may get without a trace in its log. */
    default void complete(Connection connection, TableMapping mapping) throws SQLException {}

    /** Whether an existing table holds no row. */
    boolean isEmpty(Connection connection, TableMapping mapping) throws SQLException;

    /** Sets identity columns to continue after the largest value, and after the source's own next value. */
    void advanceIdentity(Connection connection, TableMapping mapping) throws SQLException;

    /** What makes a sequence if it is not there and never moves it back; nothing if the engine has no sequences. */
    default List<String> sequence(Sequence sequence) {
        return List.of();
    }

    /** Privileges and settings that applying needs. */
    List<Finding> preflight(Connection connection, String schema) throws SQLException;

    /**
     * An index or constraint that is created after the load. All tables' objects of one kind come before those of the
     * next.
     *
     * @param table the target table
     * @param ddl one statement, or several that the engine executes as one text
     */
    record DeferredObject(TableId table, String name, Kind kind, String ddl) {
        public enum Kind {
            /** The unique key by which rows are found; it is there before the first row. */
            KEY,
            UNIQUE,
            INDEX,
            CHECK,
            FOREIGN_KEY
        }
    }
}
