package io.replicator.dialect;

import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.schema.Sequence;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** What an engine can be asked as a source. Stateless; every method may be called from any thread. */
public interface SourceEngine {
    /** Short lower-case name, such as {@code mysql}. */
    String name();

    /**
     * A connection for reading: time zone UTC, UTF-8, no statement timeout.
     *
     * @throws io.replicator.error.ReplicationException of kind CONNECTION, AUTHENTICATION or CONFIGURATION
     */
    Connection connect(Endpoint endpoint);

    /** The kind of a failure of this engine. */
    ErrorKind classify(SQLException failure);

    /** The base tables of the endpoint's database that the predicate accepts, in name order. */
    List<Table> tables(Connection connection, Predicate<TableId> selected) throws SQLException;

    /** The sequences of the database that no column takes its default from, each at its present value. */
    default List<Sequence> sequences(Connection connection) throws SQLException {
        return List.of();
    }

    /** A stored structure with what has become of the table without a trace in the log. @param now as the catalog has it */
    default Table refreshed(Table stored, Table now) {
        return stored;
    }

    /** Views, triggers, routines and events of the database: what is not migrated, one text each. */
    List<String> otherObjects(Connection connection) throws SQLException;

    /** What makes this server this server ({@code server_uuid}, system identifier). */
    String identity(Connection connection) throws SQLException;

    /** The end of the log now. */
    SourcePosition currentPosition(Connection connection) throws SQLException;

    /**
     * Orders two positions of one server.
     *
     * @return negative if {@code a} is before {@code b}, 0 if no transaction lies between them, else positive
     */
    int compare(SourcePosition a, SourcePosition b);

    /** Why streaming cannot start at this position without a gap, or empty if it can. */
    Optional<String> gapAfter(Connection connection, SourcePosition position) throws SQLException;

    /**
     * Whether changes of this pipeline's tables may stand in the log between two positions, while nothing reads the log for
     * this pipeline.
     */
    default boolean mayHaveChanges(Connection connection, SourcePosition after, SourcePosition upTo)
            throws SQLException {
        return compare(after, upTo) != 0;
    }

    /** Bytes of log between the position and the end, or -1 where the engine cannot tell. */
    long backlogBytes(Connection connection, SourcePosition position) throws SQLException;

    /** How long the log is kept, whoever still needs it; empty if without end, or where time does not decide. */
    default Optional<Duration> logKeptFor(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** Bytes of log that the source keeps only because this pipeline still needs them; empty where it does not care. */
    default OptionalLong retainedBytes(Connection connection) throws SQLException {
        return OptionalLong.empty();
    }

    /** Bytes of log that may still be written before this pipeline loses its place; empty if any number may. */
    default OptionalLong bytesUntilLost(Connection connection) throws SQLException {
        return OptionalLong.empty();
    }

    /** Settings and privileges that replication needs; quick, as every session asks. */
    List<Finding> preflight(Connection connection, List<Table> tables) throws SQLException;

    /** How long the log is kept at the present rate of writing; measures that for a second or so. */
    List<Finding> outlook(Connection connection) throws SQLException;

    /** Whether the log also holds what foreign keys change by themselves. */
    default boolean logsCascades() {
        return false;
    }

    /** Makes at the source what a new pipeline needs to stream these tables from now on; harmless if it is there. */
    default void prepare(Endpoint endpoint, List<Table> tables) {}

    /** Removes what {@link #prepare} made. @return what was there, one text each */
    default List<String> release(Endpoint endpoint) {
        return List.of();
    }

    /** The initial copy's way of reading. */
    SnapshotReading snapshot();
}
