package io.replicator.capture.debezium.binlog;

import com.github.luben.zstd.ZstdInputStream;
import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.TransactionPayloadEventData;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDataDeserializer;
import com.github.shyiko.mysql.binlog.event.deserialization.EventDeserializer;
import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A transaction that the server wrote with {@code binlog_transaction_compression}; decompressed event by event. */
public final class CompressedTransaction extends TransactionPayloadEventData {
    private static final long serialVersionUID = 1L;

    private final transient ByteArrayInputStream events;
    private final transient EventDeserializer reader;

    private CompressedTransaction(InputStream events, EventDeserializer reader) {
        this.events = new ByteArrayInputStream(new BufferedInputStream(events));
        this.reader = reader;
        // The client goes through this list, which it expects to be filled.
        setUncompressedEvents(new ArrayList<>());
    }

    /** The next event, {@code null} after the last. */
    public @Nullable Event next() {
        try {
            return reader.nextEvent(events);
        } catch (IOException e) {
            throw new UncheckedIOException("a compressed transaction cannot be read", e);
        }
    }

    static final class Reader implements EventDataDeserializer<TransactionPayloadEventData> {
        private static final int END = 0;
        private static final int COMPRESSION = 2;
        private static final int ZSTD = 0;

        private final Supplier<EventDeserializer> readers;

        Reader(Supplier<EventDeserializer> readers) {
            this.readers = readers;
        }

        @Override
        public TransactionPayloadEventData deserialize(ByteArrayInputStream in) throws IOException {
            boolean compressed = false;
            for (int field = in.readPackedInteger(); field != END; field = in.readPackedInteger()) {
                int length = in.readPackedInteger();
                if (field == COMPRESSION) {
                    compressed = in.readPackedInteger() == ZSTD;
                } else {
                    in.skip(length);
                }
            }
            InputStream payload = new java.io.ByteArrayInputStream(in.read(in.available()));
            return new CompressedTransaction(compressed ? new ZstdInputStream(payload) : payload, readers.get());
        }
    }
}
