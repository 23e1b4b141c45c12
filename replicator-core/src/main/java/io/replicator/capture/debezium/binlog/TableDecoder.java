package io.replicator.capture.debezium.binlog;

import io.replicator.change.Row;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table in the form in which one table map event announced them. */
final class TableDecoder {
    private final Table table;
    private final List<Column> columns;
    private final ColumnReader[] readers;
    private final int width;
    private final boolean versioned;

    /** @param columns those of the table, and what the log has besides */
    TableDecoder(Table table, List<Column> columns, List<ColumnReader> readers) {
        this.table = table;
        this.width = table.columns().size();
        this.versioned = RowVersions.areLogged(table);
        this.columns = List.copyOf(columns);
        this.readers = readers.toArray(ColumnReader[]::new);
    }

    Table table() {
        return table;
    }

    int width() {
        return readers.length;
    }

    /** @param present a bit for each column, lowest first, whether the rows of this event have it */
    void checkImage(byte[] present) {
        for (int i = 0; i < readers.length; i++) {
            Column column = columns.get(i);
            if (!isSet(present, i) && !column.isGenerated()) {
                throw new ReplicationException(
                        ErrorKind.SOURCE_SETTING,
                        "a change of table " + table.id() + " was logged without column " + column.name()
                                + ": the session that made it had a binlog_row_image other than FULL");
            }
        }
    }

    Row row(EventBytes in, byte[] present) throws IOException {
        byte[] nulls = in.bytes((count(present) + 7) / 8);
        @Nullable Object[] values = new Object[readers.length];
        int bit = 0;
        for (int i = 0; i < readers.length; i++) {
            if (isSet(present, i) && !isSet(nulls, bit++)) {
                values[i] = value(i, in);
            }
        }
        return new Row(values);
    }

    /** Whether a row, as it was read, is one of the table now, and not a former version of one. */
    boolean isCurrent(Row row) {
        return !versioned || RowVersions.isCurrent(row, width);
    }

    /** The table's columns of a row as it was read. */
    Row visible(Row row) {
        return columns.size() == width ? row : RowVersions.visible(row, width);
    }

    private @Nullable Object value(int column, EventBytes in) throws IOException {
        try {
            return readers[column].read(in);
        } catch (UndecodableValueException e) {
            throw new ReplicationException(
                    ErrorKind.VALUE,
                    "column " + columns.get(column).name() + " of table " + table.id() + " holds " + e.getMessage(),
                    e);
        } catch (StructureMismatchException e) {
            throw new StructureMismatchException(
                    e.getMessage() + " in column " + columns.get(column).name());
        }
    }

    private int count(byte[] present) {
        int count = 0;
        for (int i = 0; i < readers.length; i++) {
            count += isSet(present, i) ? 1 : 0;
        }
        return count;
    }

    private static boolean isSet(byte[] bits, int index) {
        return (bits[index >> 3] & (1 << (index & 7))) != 0;
    }
}
