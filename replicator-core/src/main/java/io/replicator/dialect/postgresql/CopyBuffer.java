package io.replicator.dialect.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/**
 * Collects lines of COPY's text format and sends them piece by piece; see "File Formats" under COPY in PostgreSQL's
 * manual. Holds no more than its fixed buffer, however long a value is. Used by one thread.
 */
final class CopyBuffer {
    private static final int SIZE = 64 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final CopyIn copy;
    private final byte[] buffer = new byte[SIZE];
    private int used;

    CopyBuffer(CopyIn copy) {
        this.copy = copy;
    }

    /** Characters that stand for themselves. */
    void plain(byte[] value) throws SQLException {
        append(value, 0, value.length);
    }

    /** Any characters. */
    void escaped(byte[] value) throws SQLException {
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

    void hex(byte[] value) throws SQLException {
        for (byte b : value) {
            pair(HEX[b >> 4 & 0xf], HEX[b & 0xf]);
        }
    }

    void pair(byte first, byte second) throws SQLException {
        if (used + 2 > SIZE) {
            flush();
        }
        buffer[used++] = first;
        buffer[used++] = second;
    }

    void single(byte character) throws SQLException {
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
            copy.writeToCopy(from, start, length);
        } else {
            System.arraycopy(from, start, buffer, used, length);
            used += length;
        }
    }

    void flush() throws SQLException {
        if (used > 0) {
            copy.writeToCopy(buffer, 0, used);
            used = 0;
        }
    }
}
