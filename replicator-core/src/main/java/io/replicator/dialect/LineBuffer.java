package io.replicator.dialect;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * Collects lines of tab-separated values with backslash escapes and hands them on piece by piece: the text format of
 * PostgreSQL's COPY ("File Formats" under COPY in its manual), which MySQL's LOAD DATA reads as well. Holds no more than
 * its fixed buffer, however long a value is. Used by one thread.
 */
public final class LineBuffer {
    /** Where the pieces go; the array may be reused after the call. */
    public interface Sink {
        void write(byte[] from, int start, int length) throws SQLException;
    }

    private static final int SIZE = 64 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    public LineBuffer(Sink sink) {
        this.sink = sink;
    }

    /** Characters that stand for themselves. */
    public void plain(byte[] value) throws SQLException {
        append(value, 0, value.length);
    }

    /** Any characters. */
    public void escaped(byte[] value) throws SQLException {
        int start = 0;
        for (int i = 0; i < value.length; i++) {
            byte letter = escapeLetter(value[i]);
            if (letter != 0) {
                append(value, start, i);
                pair((byte) '\\', letter);
                start = i + 1;
            }
        }
        append(value, start, value.length);
    }

    private static byte escapeLetter(byte character) {
        if ((character > '\r' && character != '\\') || character < '\t') {
            return 0;
        }
        return switch (character) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    /** Two digits for each byte. */
    public void hex(byte[] value) throws SQLException {
        for (byte b : value) {
            pair(HEX[b >> 4 & 0xf], HEX[b & 0xf]);
        }
    }

    /** SQL NULL. */
    public void missing() throws SQLException {
        pair((byte) '\\', (byte) 'N');
    }

    public void pair(byte first, byte second) throws SQLException {
        if (used + 2 > SIZE) {
            flush();
        }
        buffer[used++] = first;
        buffer[used++] = second;
    }

    public void single(byte character) throws SQLException {
        if (used == SIZE) {
            flush();
        }
        buffer[used++] = character;
    }

    private void append(byte[] from, int start, int end) throws SQLException {
        int length = end - start;
        if (used + length > SIZE) {
            flush();
        }
        if (length > SIZE) {
            sink.write(from, start, length);
        } else {
            System.arraycopy(from, start, buffer, used, length);
            used += length;
        }
    }

    public void flush() throws SQLException {
        if (used > 0) {
            sink.write(buffer, 0, used);
            used = 0;
        }
    }
}
