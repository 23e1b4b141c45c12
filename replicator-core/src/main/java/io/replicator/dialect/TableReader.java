package io.replicator.dialect;

import io.replicator.change.Row;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads one target table back. Rows hold the written columns at their source ordinals, in a text that parses like the
 * canonical form but may be spelled differently (trailing zeros, JSON white space).
 */
public interface TableReader {
    long count() throws SQLException;

    /** The rows whose keys equal those of the given rows, in any order; missing ones are left out. */
    List<Row> readByKey(List<Row> keys) throws SQLException;

    /** Every row, streamed. */
    void readAll(RowConsumer consumer) throws SQLException;

    /** Takes one row. */
    interface RowConsumer {
        void accept(Row row) throws SQLException;
    }
}
