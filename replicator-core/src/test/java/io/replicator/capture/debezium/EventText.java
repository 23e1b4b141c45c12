package io.replicator.capture.debezium;

import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.RowDeleted;
import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.ChangeEvent.TableTruncated;
import io.replicator.change.ChangeEvent.TransactionCommitted;
import io.replicator.change.ChangeEvent.TransactionStarted;
import io.replicator.change.Row;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Events as short texts, so that whole streams can be compared and read. */
final class EventText {
    private EventText() {}

    static List<String> of(List<ChangeEvent> events) {
        return events.stream().map(EventText::of).toList();
    }

    static String of(ChangeEvent event) {
        if (event instanceof RowInserted insert) {
            return "insert " + insert.table().name() + row(insert.after());
        }
        if (event instanceof RowUpdated update) {
            return "update " + update.table().name() + row(update.before()) + row(update.after());
        }
        if (event instanceof RowDeleted delete) {
            return "delete " + delete.table().name() + row(delete.before());
        }
        if (event instanceof TableTruncated truncate) {
            return "truncate " + truncate.table().name();
        }
        if (event instanceof SchemaChanged change) {
            return (change.structureChanged() ? "structure " : "definition ")
                    + change.table().name() + ": " + change.statement();
        }
        if (event instanceof TransactionStarted) {
            return "begin";
        }
        return event instanceof TransactionCommitted ? "commit" : event.toString();
    }

    static String row(Row row) {
        StringJoiner values = new StringJoiner(",", "(", ")");
        for (int i = 0; i < row.size(); i++) {
            values.add(value(row.get(i)));
        }
        return values.toString();
    }

    static String value(@Nullable Object value) {
        return value instanceof byte[] bytes
                ? "0x" + HexFormat.of().withUpperCase().formatHex(bytes)
                : String.valueOf(value);
    }
}
