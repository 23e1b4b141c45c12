package io.replicator.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A result as lines of tab-separated values; closes it with its statement. */
final class ResultLines extends InputStream {
    static final int BUFFER_BYTES = 64 * 1024;

    private final ResultSet result;
    private final int columns;
    /** A row is far shorter than the second half. */
    private final byte[] lines = new byte[2 * BUFFER_BYTES];

    private int start;
    private int end;

    ResultLines(ResultSet result) throws SQLException {
        this.result = result;
        this.columns = result.getMetaData().getColumnCount();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (start == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - start);
        System.arraycopy(lines, start, to, offset, count);
        start += count;
        return count;
    }

    private boolean fill() throws IOException {
        start = 0;
        end = 0;
        try {
            while (end < BUFFER_BYTES && result.next()) {
                appendRow();
            }
            return end > 0;
        } catch (SQLException e) {
            throw new IOException("reading rows failed", e);
        }
    }

    private void appendRow() throws SQLException {
        for (int column = 1; column <= columns; column++) {
            append(result.getBytes(column));
            lines[end++] = (byte) (column == columns ? '\n' : '\t');
        }
    }

    private void append(byte[] value) {
        if (value == null) {
            lines[end++] = '\\';
            lines[end++] = 'N';
            return;
        }
        for (byte b : value) {
            if (b == '\\' || b == '\n' || b == '\r' || b == '\t') {
                lines[end++] = '\\';
            }
            lines[end++] = b;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            result.getStatement().close();
        } catch (SQLException e) {
            throw new IOException("closing a result failed", e);
        }
    }
}
