package io.replicator.capture.debezium.binlog;

import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.replicator.change.ChangeEvent;
import io.replicator.change.Row;
import io.replicator.change.TableId;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows events of one kind; those of tables that are not captured are not even looked at. */
final class RowsEventReader implements EventDataDeserializer<RowsEvent> {
    enum Operation {
        INSERT,
        UPDATE,
        DELETE
    }

    private static final int TABLE_NUMBER_BYTES = 6;
    private static final int FLAG_BYTES = 2;
    private static final int EXTRA_LENGTH_BYTES = 2;

    private final Operation operation;
    private final boolean withExtraData;
    private final TableDecoders tables;
    private final EventBytes in;

    RowsEventReader(Operation operation, boolean withExtraData, TableDecoders tables, EventBytes in) {
        this.operation = operation;
        this.withExtraData = withExtraData;
        this.tables = tables;
        this.in = in;
    }

    @Override
    public RowsEvent deserialize(ByteArrayInputStream body) throws IOException {
        long number = body.readLong(TABLE_NUMBER_BYTES);
        TableDecoder decoder = null;
        try {
            decoder = tables.decoder(number);
            return decoder == null ? RowsEvent.NOT_CAPTURED : rows(body, decoder);
        } catch (ReplicationException e) {
            return RowsEvent.unreadable(e);
        } catch (StructureMismatchException e) {
            return RowsEvent.unreadable(TableDecoders.mismatch(decoder.table().id(), e.getMessage()));
        }
    }

    private RowsEvent rows(ByteArrayInputStream body, TableDecoder decoder) throws IOException {
        body.skip(FLAG_BYTES);
        if (withExtraData) {
            body.skip(body.readInteger(EXTRA_LENGTH_BYTES) - EXTRA_LENGTH_BYTES);
        }
        int width = body.readPackedInteger();
        if (width != decoder.width()) {
            throw new StructureMismatchException("has rows of " + width + " columns instead of " + decoder.width());
        }
        byte[] present = image(body, decoder);
        byte[] presentAfter = operation == Operation.UPDATE ? image(body, decoder) : present;
        in.open(body);
        List<ChangeEvent> changes = new ArrayList<>();
        long bytes = 0;
        while (in.remaining() > 0) {
            Row first = decoder.row(in, present);
            Row second = operation == Operation.UPDATE ? decoder.row(in, presentAfter) : null;
            change(decoder, first, second, changes);
            bytes += first.approximateBytes() + (second == null ? 0 : second.approximateBytes());
        }
        return RowsEvent.of(changes, bytes);
    }

    private static byte[] image(ByteArrayInputStream body, TableDecoder decoder) throws IOException {
        byte[] present = body.read((decoder.width() + 7) / 8);
        decoder.checkImage(present);
        return present;
    }

    /** From one state of a row to the next; a former version of a row is none. */
    private void change(TableDecoder decoder, Row first, @Nullable Row second, List<ChangeEvent> changes) {
        TableId table = decoder.table().id();
        Row before = operation == Operation.INSERT ? null : current(decoder, first);
        Row after = operation == Operation.INSERT ? current(decoder, first) : current(decoder, second);
        if (before != null && after != null) {
            changes.add(new ChangeEvent.RowUpdated(table, before, after));
        } else if (after != null) {
            changes.add(new ChangeEvent.RowInserted(table, after));
        } else if (before != null) {
            changes.add(new ChangeEvent.RowDeleted(table, before));
        }
    }

    private static @Nullable Row current(TableDecoder decoder, @Nullable Row row) {
        return row == null || !decoder.isCurrent(row) ? null : decoder.visible(row);
    }
}
