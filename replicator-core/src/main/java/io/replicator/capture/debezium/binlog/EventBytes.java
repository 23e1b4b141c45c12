package io.replicator.capture.debezium.binlog;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/**
 * Reads the body of one binlog event front to back through a buffer of fixed size, so that a huge value is in memory
 * once. Reused from event to event by the binlog thread.
 */
final class EventBytes {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private ByteArrayInputStream source = new ByteArrayInputStream(new byte[0]);
    private int unread;

    /** Starts on what is left of the source's current block. */
    void open(ByteArrayInputStream block) throws IOException {
        source = block;
        unread = block.available();
        position = 0;
        limit = 0;
    }

    /** Bytes left in the event. */
    int remaining() {
        return limit - position + unread;
    }

    int unsignedByte() throws IOException {
        require(1);
        return buffer[position++] & 0xFF;
    }

    /** An unsigned integer of up to 7 bytes, or a signed one of 8, least significant byte first. */
    long littleEndian(int bytes) throws IOException {
        require(bytes);
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | (buffer[position + i] & 0xFF);
        }
        position += bytes;
        return value;
    }

    /** An unsigned integer of up to 7 bytes, most significant byte first. */
    long bigEndian(int bytes) throws IOException {
        require(bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << 8) | (buffer[position + i] & 0xFF);
        }
        position += bytes;
        return value;
    }

    byte[] bytes(int length) throws IOException {
        if (length > remaining()) {
            throw new EOFException("a value of " + length + " bytes exceeds its event");
        }
        byte[] result = new byte[length];
        int buffered = Math.min(length, limit - position);
        System.arraycopy(buffer, position, result, 0, buffered);
        position += buffered;
        source.fill(result, buffered, length - buffered);
        unread -= length - buffered;
        return result;
    }

    String text(int length, TextDecoder decoder) throws IOException {
        if (length > BUFFER_BYTES) {
            return decoder.decode(bytes(length), 0, length);
        }
        require(length);
        String text = decoder.decode(buffer, position, length);
        position += length;
        return text;
    }

    void skip(int length) throws IOException {
        int buffered = Math.min(length, limit - position);
        position += buffered;
        for (int left = length - buffered; left > 0; ) {
            int chunk = Math.min(left, BUFFER_BYTES);
            require(chunk);
            position += chunk;
            left -= chunk;
        }
    }

    private void require(int bytes) throws IOException {
        if (limit - position < bytes) {
            refill(bytes);
        }
    }

    private void refill(int bytes) throws IOException {
        if (bytes > remaining()) {
            throw new EOFException("a value of " + bytes + " bytes exceeds its event");
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int chunk = Math.min(unread, buffer.length - limit);
        source.fill(buffer, limit, chunk);
        limit += chunk;
        unread -= chunk;
    }
}
