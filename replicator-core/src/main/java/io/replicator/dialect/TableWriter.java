package io.replicator.dialect;

import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.Row;
import java.sql.SQLException;
import java.util.List;

/**
 * Set-based writes to one table. Rows are in source order and canonical form; the writer applies the columns' rules.
 * Every method is idempotent but {@link #insertWhole} and {@link #deleteWhole}, which serve tables without a key.
 */
public interface TableWriter extends AutoCloseable {
    /** Inserts, or overwrites the row of the same key. The list holds whole rows and no key twice. */
    void upsert(List<Row> rows) throws SQLException;

    /**
     * Overwrites what these rows hold of the rows of the same key, and leaves alone what is {@link Row#UNKNOWN} in them;
     * rows that are not there stay away. The list holds no key twice.
     *
     * @return how many are there
     */
    int update(List<Row> rows) throws SQLException;

    /** Deletes by key whatever is there. The list holds no key twice. */
    void delete(List<Row> rows) throws SQLException;

    /**
     * Moves rows to another key in place, so that referencing rows follow; where the old key is gone, writes the new
     * row. No key, old or new, occurs twice in the list. What is {@link Row#UNKNOWN} in a new row stays as it is.
     *
     * @throws io.replicator.error.ReplicationException of kind DIVERGED if a row that is not whole has to be written and
     *     is there under neither key
     */
    void moveKey(List<RowUpdated> updates) throws SQLException;

    /** Inserts rows of a table without a key. */
    void insertWhole(List<Row> rows) throws SQLException;

    /** Deletes, for each given row, one row equal in every column. @return how many were found */
    int deleteWhole(List<Row> rows) throws SQLException;

    void truncate() throws SQLException;

    @Override
    void close();
}
