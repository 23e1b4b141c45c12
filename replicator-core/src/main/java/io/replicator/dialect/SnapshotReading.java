package io.replicator.dialect;

import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an engine reads a table in chunks at one consistent position. */
public interface SnapshotReading {
    /**
     * Opens {@code readers} connections that see one state of the database, and tells its position.
     *
     * @param exactFor tables whose rows must be read at exactly {@link SnapshotView#position}, because replaying changes
     *     over them is not harmless (no primary key)
     */
    SnapshotView open(Endpoint endpoint, int readers, List<Table> exactFor);

    /** Whether the primary key's order and comparison allow reading by key ranges. */
    boolean canChunk(Table table);

    /**
     * The key that ends a chunk of {@code rows} rows after {@code after}: canonical texts in key order (binary as
     * hexadecimal), or empty if fewer rows are left.
     *
     * @param after exclusive lower bound, empty for the beginning
     */
    List<String> boundary(Connection reader, Table table, List<String> after, int rows) throws SQLException;

    /**
     * A streaming read of the rows with {@code after < key <= upTo}; an empty bound is open. Each result column gives
     * by {@code getBytes} what {@link #decoder} turns into canonical form.
     */
    PreparedStatement select(
            Connection reader, Table table, List<Column> columns, List<String> after, List<String> upTo)
            throws SQLException;

    /** Turns what the driver reads into canonical form. */
    Decoder decoder(Column column);

    /** Canonical form as bytes: UTF-8 of the canonical text, or the bytes of a binary value. Never sees NULL. */
    interface Decoder {
        /** The driver's bytes are the canonical form. */
        Decoder SAME = raw -> raw;

        byte[] decode(byte[] raw);
    }

    /** The current row's key as bounds are written: canonical texts, binary as hexadecimal. */
    default List<String> bound(ResultSet row, List<Column> key) throws SQLException {
        List<String> values = new ArrayList<>(key.size());
        for (int i = 0; i < key.size(); i++) {
            byte[] value = decoder(key.get(i)).decode(row.getBytes(i + 1));
            values.add(
                    isBinary(key.get(i)) ? HexFormat.of().formatHex(value) : new String(value, StandardCharsets.UTF_8));
        }
        return values;
    }

    /** Binary columns carry bytes, all others text. */
    static boolean isBinary(Column column) {
        return column.type() instanceof io.replicator.schema.LogicalType.Binary
                || column.type() instanceof io.replicator.schema.LogicalType.Geometry;
    }

    /** The canonical value of a decoded column, as a {@link io.replicator.change.Row} holds it. */
    static @Nullable Object value(Column column, Decoder decoder, byte @Nullable [] raw) {
        if (raw == null) {
            return null;
        }
        byte[] canonical = decoder.decode(raw);
        return isBinary(column) ? canonical : new String(canonical, StandardCharsets.UTF_8);
    }
}
