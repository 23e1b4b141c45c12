package io.replicator.capture.debezium.binlog;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import com.github.shyiko.mysql.binlog.event.TableMapEventMetadata;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decoders of the tables that the log has announced, by the numbers it gave them. A number stands for one structure of
 * one table until the log is rotated or the server starts anew. Owned by the binlog thread.
 */
final class TableDecoders {
    private final Map<TableId, Table> captured = new HashMap<>();
    private final ColumnReaders readers;
    private final CharacterSets charsets;
    private final Map<Long, Announced> announced = new HashMap<>();

    /** @param decoder {@code null} for a table that is not captured, or that has a {@code mismatch} */
    private record Announced(
            TableId table,
            @Nullable TableDecoder decoder,
            @Nullable String mismatch) {}

    TableDecoders(Collection<Table> tables, CharacterSets charsets) {
        tables.forEach(table -> captured.put(table.id(), table));
        this.readers = new ColumnReaders(charsets);
        this.charsets = charsets;
    }

    void forget() {
        announced.clear();
    }

    void announce(TableMapEventData map) {
        TableId id = new TableId(map.getDatabase(), map.getTable());
        Announced known = announced.get(map.getTableId());
        if (known == null || !known.table().equals(id)) {
            announced.put(map.getTableId(), announced(id, map));
        }
    }

    /**
     * The decoder for a table's number, {@code null} if the table is not captured.
     *
     * @throws ReplicationException if the log stores the table in another structure than it was captured with
     */
    @Nullable
    TableDecoder decoder(long number) {
        Announced table = announced.get(number);
        if (table == null) {
            throw new ReplicationException(
                    ErrorKind.CAPTURE,
                    "the log changes rows of table number " + number + ", which it did not announce");
        }
        if (table.mismatch() != null) {
            throw mismatch(table.table(), table.mismatch());
        }
        return table.decoder();
    }

    static ReplicationException mismatch(TableId table, String difference) {
        return new ReplicationException(
                ErrorKind.SCHEMA_CHANGED,
                "the log of the source has table " + table + " in another structure than it was captured with: it "
                        + difference);
    }

    private Announced announced(TableId id, TableMapEventData map) {
        Table table = captured.get(id);
        if (table == null) {
            return new Announced(id, null, null);
        }
        try {
            return new Announced(id, compile(table, map), null);
        } catch (StructureMismatchException e) {
            return new Announced(id, null, e.getMessage());
        }
    }

    private TableDecoder compile(Table table, TableMapEventData map) {
        byte[] codes = map.getColumnTypes();
        List<Column> columns = RowVersions.columns(table);
        if (codes.length != columns.size()) {
            throw new StructureMismatchException("has " + codes.length + " columns instead of " + columns.size());
        }
        List<StoredType> stored = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            stored.add(StoredType.of(codes[i] & 0xFF, map.getColumnMetadata()[i]));
        }
        List<ColumnReader> compiled = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            compiled.add(readers.reader(columns.get(i), stored.get(i)));
        }
        if (map.getEventMetadata() != null) {
            checkMetadata(columns, stored, map.getEventMetadata());
        }
        return new TableDecoder(table, columns, compiled);
    }

    private void checkMetadata(List<Column> columns, List<StoredType> stored, TableMapEventMetadata metadata) {
        checkNames(columns, metadata.getColumnNames());
        checkSigns(columns, metadata.getSignedness());
        int character = 0;
        for (int i = 0; i < columns.size(); i++) {
            if (stored.get(i).isCharacter()) {
                checkCharset(columns.get(i), collation(metadata, character++));
            }
        }
    }

    /** Only a server with {@code binlog_row_metadata = FULL} logs names. */
    private static void checkNames(List<Column> columns, @Nullable List<String> names) {
        for (int i = 0; names != null && i < columns.size(); i++) {
            if (!columns.get(i).name().equals(names.get(i))) {
                throw new StructureMismatchException("has column " + names.get(i) + " in place of "
                        + columns.get(i).name());
            }
        }
    }

    private static void checkSigns(List<Column> columns, @Nullable BitSet unsigned) {
        for (int i = 0; unsigned != null && i < columns.size(); i++) {
            Column column = columns.get(i);
            if (column.type() instanceof LogicalType.Int type && type.unsigned() != unsigned.get(i)) {
                throw new StructureMismatchException(
                        "has column " + column.name() + (type.unsigned() ? " signed" : " unsigned"));
            }
        }
    }

    private static @Nullable Integer collation(TableMapEventMetadata metadata, int characterColumn) {
        if (metadata.getColumnCharsets() != null) {
            return metadata.getColumnCharsets().get(characterColumn);
        }
        if (metadata.getDefaultCharset() == null) {
            return null;
        }
        Map<Integer, Integer> exceptions = metadata.getDefaultCharset().getCharsetCollations();
        int usual = metadata.getDefaultCharset().getDefaultCharsetCollation();
        return exceptions == null ? Integer.valueOf(usual) : exceptions.getOrDefault(characterColumn, usual);
    }

    private void checkCharset(Column column, @Nullable Integer collation) {
        String logged = collation == null ? null : charsets.ofCollation(collation);
        if (logged != null && column.charset() != null && !logged.equals(column.charset())) {
            throw new StructureMismatchException("has column " + column.name() + " in the character set " + logged
                    + " instead of " + column.charset());
        }
    }
}
