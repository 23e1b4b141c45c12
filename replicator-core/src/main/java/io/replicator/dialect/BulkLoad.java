package io.replicator.dialect;

import java.sql.SQLException;

/** An open bulk statement. Used by one thread; ended by {@link #finish} or given up by {@link #close}. */
public interface BulkLoad extends AutoCloseable {
    enum Mode {
        /** Rows are known not to be there. */
        INSERT,
        /** Rows of the same key may be there and are overwritten. */
        MERGE
    }

    /**
     * Adds a row: for each written column of the mapping the canonical form as bytes, or {@code null}. The array and its
     * contents are not kept. Applies the columns' rules.
     */
    void add(byte[][] values) throws SQLException;

    /** Completes the statement. @return number of rows */
    long finish() throws SQLException;

    /** Gives up unless finished; the transaction must then be rolled back. */
    @Override
    void close();
}
