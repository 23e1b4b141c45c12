package io.replicator.dialect.mysql;

import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotReading.Decoder;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * Binds the values of one column, so that each is stored, and found again in a WHERE, as exactly what it is: compared as
 * text, a decimal would lose digits and a float would equal nothing.
 */
record WrittenColumn(ColumnMapping mapping) {
    private static final int EWKB_SRID_FLAG = 0x20000000;

    /** Binds a value as a {@link io.replicator.change.Row} holds it. */
    void bind(PreparedStatement statement, int parameter, @Nullable Object canonical) throws SQLException {
        Object value = canonical instanceof String text ? ruled(text) : canonical;
        if (value == null) {
            statement.setNull(parameter, Types.NULL);
        } else if (value instanceof byte[] binary) {
            statement.setBytes(parameter, type() instanceof LogicalType.Geometry ? stored(binary) : binary);
        } else {
            bindText(statement, parameter, (String) value);
        }
    }

    /** Binds a value as {@link io.replicator.dialect.BulkLoad#add} gets it. */
    void bindBytes(PreparedStatement statement, int parameter, byte @Nullable [] canonical) throws SQLException {
        boolean text = canonical != null && !SnapshotReading.isBinary(mapping.source());
        bind(statement, parameter, text ? new String(canonical, StandardCharsets.UTF_8) : canonical);
    }

    private @Nullable String ruled(String text) {
        return mapping.rule().apply(text);
    }

    private void bindText(PreparedStatement statement, int parameter, String text) throws SQLException {
        LogicalType type = type();
        if (!hasOwnForm(text)) {
            statement.setString(parameter, text);
        } else if (type instanceof LogicalType.Int integer) {
            bindInteger(statement, parameter, text, integer);
        } else if (type instanceof LogicalType.Decimal) {
            statement.setBigDecimal(parameter, new BigDecimal(text));
        } else if (type instanceof LogicalType.Floating floating) {
            // As text, since the driver would write -0.0 as a decimal, which has no such number.
            double value = floating.bytes() == 4 ? Float.parseFloat(text) : Double.parseDouble(text);
            statement.setString(parameter, Double.toString(value));
        } else if (type instanceof LogicalType.Bits) {
            statement.setBigDecimal(parameter, new BigDecimal(new BigInteger(text, 2)));
        } else if (type instanceof LogicalType.Bool) {
            statement.setInt(parameter, Boolean.parseBoolean(text) ? 1 : 0);
        } else if (type instanceof LogicalType.Instant) {
            statement.setString(parameter, withoutZone(text));
        } else {
            statement.setString(parameter, text);
        }
    }

    /** Whether the value is more to this server than a text: not a NaN, and not bits that are kept as digits. */
    private boolean hasOwnForm(String text) {
        LogicalType type = type();
        if (type instanceof LogicalType.Bits) {
            return mapping.type().ddl().startsWith("bit");
        }
        boolean number = type instanceof LogicalType.Decimal || type instanceof LogicalType.Floating;
        return !number || Character.isDigit(text.charAt(text.length() - 1));
    }

    /** From what the server prints to canonical form. */
    Decoder decoder() {
        LogicalType type = type();
        if (type instanceof LogicalType.Bool) {
            return raw -> (raw[0] == '0' ? "false" : "true").getBytes(StandardCharsets.US_ASCII);
        }
        boolean digits =
                type instanceof LogicalType.Bits && !mapping.type().ddl().startsWith("bit");
        return digits ? Decoder.SAME : MySqlDecoders.forColumn(mapping.source());
    }

    private static void bindInteger(PreparedStatement statement, int parameter, String text, LogicalType.Int type)
            throws SQLException {
        if (type.unsigned() && type.bytes() == Long.BYTES) {
            statement.setBigDecimal(parameter, new BigDecimal(text));
        } else {
            statement.setLong(parameter, Long.parseLong(text));
        }
    }

    /** The session's zone is UTC. */
    private static String withoutZone(String instant) {
        return instant.endsWith("+00") ? instant.substring(0, instant.length() - 3) : instant;
    }

    /** What stands for a parameter in a comparison of whole rows. */
    String comparedExactly(String product) {
        String name = MySqlLiterals.name(mapping.targetName());
        LogicalType type = type();
        if (type instanceof LogicalType.Json && product.equals(Product.MYSQL.engine())) {
            return name + " <=> CAST(? AS JSON)";
        }
        boolean collated = type instanceof LogicalType.Text
                || type instanceof LogicalType.Enumeration
                || type instanceof LogicalType.LabelSet
                || type instanceof LogicalType.Json;
        return collated ? "CAST(CONVERT(" + name + " USING utf8mb4) AS BINARY) <=> CAST(? AS BINARY)" : name + " <=> ?";
    }

    private LogicalType type() {
        return mapping.source().type();
    }

    /** EWKB to an SRID and WKB, as the server stores a geometry. */
    static byte[] stored(byte[] ewkb) {
        ByteBuffer from = ByteBuffer.wrap(ewkb).order(ByteOrder.LITTLE_ENDIAN);
        byte order = from.get();
        int kind = from.getInt();
        boolean withSrid = (kind & EWKB_SRID_FLAG) != 0;
        int srid = withSrid ? from.getInt() : 0;
        return ByteBuffer.allocate(4 + 5 + from.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(srid)
                .put(order)
                .putInt(kind & ~EWKB_SRID_FLAG)
                .put(from)
                .array();
    }
}
