package io.replicator.capture.debezium.binlog;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.GtidEventDataDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import io.replicator.capture.debezium.binlog.RowsEventReader.Operation;
import io.replicator.schema.Table;
import java.io.IOException;
import java.util.Collection;

/**
 * Reads the events of the log, those with rows straight into {@link io.replicator.change.ChangeEvent}s with canonical
 * values. Owned by the binlog thread.
 */
public final class BinlogEventReader extends EventDeserializer {
    private final TableDecoders tables;

    /** @param tables those to capture, as they were when the stream's first event was logged */
    public BinlogEventReader(Collection<Table> tables, CharacterSets charsets) {
        this(new TableDecoders(tables, charsets));
    }

    private BinlogEventReader(TableDecoders tables) {
        this.tables = tables;
        EventBytes in = new EventBytes();
        setEventDataDeserializer(EventType.ANONYMOUS_GTID, new GtidEventDataDeserializer());
        setEventDataDeserializer(EventType.WRITE_ROWS, new RowsEventReader(Operation.INSERT, false, tables, in));
        setEventDataDeserializer(EventType.UPDATE_ROWS, new RowsEventReader(Operation.UPDATE, false, tables, in));
        setEventDataDeserializer(EventType.DELETE_ROWS, new RowsEventReader(Operation.DELETE, false, tables, in));
        setEventDataDeserializer(EventType.EXT_WRITE_ROWS, new RowsEventReader(Operation.INSERT, true, tables, in));
        setEventDataDeserializer(EventType.EXT_UPDATE_ROWS, new RowsEventReader(Operation.UPDATE, true, tables, in));
        setEventDataDeserializer(EventType.EXT_DELETE_ROWS, new RowsEventReader(Operation.DELETE, true, tables, in));
        setEventDataDeserializer(
                EventType.TRANSACTION_PAYLOAD, new CompressedTransaction.Reader(() -> new BinlogEventReader(tables)));
    }

    @Override
    public Event nextEvent(ByteArrayInputStream in) throws IOException {
        Event event = super.nextEvent(in);
        if (event != null) {
            follow(event);
        }
        return event;
    }

    private void follow(Event event) {
        switch (event.getHeader().getEventType()) {
            case TABLE_MAP -> {
                TableMapEventData map = event.getData();
                tables.announce(map);
            }
            case FORMAT_DESCRIPTION -> tables.forget();
            default -> {}
        }
    }
}
