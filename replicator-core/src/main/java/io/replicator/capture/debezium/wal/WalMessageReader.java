package io.replicator.capture.debezium.wal;

import io.replicator.change.Row;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;

/** Takes messages of pgoutput apart. */
public final class WalMessageReader {
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private WalMessageReader() {}

    public static WalMessage read(ByteBuffer message) {
        char kind = (char) message.get();
        return switch (kind) {
            case 'B' -> new WalMessage.Begin(lsn(message));
            case 'C' -> commit(message);
            case 'R' -> relation(message);
            case 'I' -> insert(message);
            case 'U' -> update(message);
            case 'D' -> new WalMessage.Delete(message.getInt(), tuple(message));
            case 'T' -> truncate(message);
            case 'O', 'Y', 'M' -> new WalMessage.Other();
            default ->
                throw new ReplicationException(
                        ErrorKind.UNSUPPORTED,
                        "the source sent a message of kind " + kind + ", which this version does not know");
        };
    }

    private static LogSequenceNumber lsn(ByteBuffer message) {
        return LogSequenceNumber.valueOf(message.getLong());
    }

    private static WalMessage commit(ByteBuffer message) {
        message.get();
        message.getLong();
        LogSequenceNumber end = lsn(message);
        return new WalMessage.Commit(end, EPOCH.plus(message.getLong(), ChronoUnit.MICROS));
    }

    private static WalMessage relation(ByteBuffer message) {
        int id = message.getInt();
        String schema = text(message);
        String name = text(message);
        char identity = (char) message.get();
        int count = message.getShort();
        List<WalMessage.Relation.Column> columns = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean inIdentity = message.get() == 1;
            columns.add(new WalMessage.Relation.Column(
                    text(message), inIdentity, Integer.toUnsignedLong(message.getInt()), message.getInt()));
        }
        return new WalMessage.Relation(id, schema.isEmpty() ? "pg_catalog" : schema, name, identity, columns);
    }

    private static WalMessage insert(ByteBuffer message) {
        return new WalMessage.Insert(message.getInt(), tuple(message));
    }

    private static WalMessage update(ByteBuffer message) {
        int relation = message.getInt();
        boolean hasBefore = message.get(message.position()) != 'N';
        Tuple before = hasBefore ? tuple(message) : Tuple.NONE;
        return new WalMessage.Update(relation, before, tuple(message));
    }

    private static WalMessage truncate(ByteBuffer message) {
        int count = message.getInt();
        message.get();
        List<Integer> relations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            relations.add(message.getInt());
        }
        return new WalMessage.Truncate(relations);
    }

    private static Tuple tuple(ByteBuffer message) {
        boolean key = message.get() == 'K';
        int count = message.getShort();
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(message));
        }
        return new Tuple(key ? Tuple.Extent.KEY : Tuple.Extent.WHOLE, values);
    }

    private static @Nullable Object value(ByteBuffer message) {
        char kind = (char) message.get();
        return switch (kind) {
            case 'n' -> null;
            case 'u' -> Row.UNKNOWN;
            case 't' -> {
                byte[] text = new byte[message.getInt()];
                message.get(text);
                yield text;
            }
            default -> throw new IllegalStateException("a value was not sent as text but as " + kind);
        };
    }

    /** Ended by a NUL byte. */
    private static String text(ByteBuffer message) {
        int start = message.position();
        while (message.get() != 0) {
            // The next byte is looked at.
        }
        return new String(
                message.array(), message.arrayOffset() + start, message.position() - start - 1, StandardCharsets.UTF_8);
    }
}
