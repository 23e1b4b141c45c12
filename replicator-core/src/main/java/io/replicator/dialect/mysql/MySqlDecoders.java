package io.replicator.dialect.mysql;

import io.replicator.dialect.SnapshotReading.Decoder;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** From the bytes of MySQL's text protocol to canonical form. */
final class MySqlDecoders {
    private static final byte[] UTC = {'+', '0', '0'};
    private static final int SRID_BYTES = 4;
    private static final int EWKB_SRID_FLAG = 0x20000000;

    private MySqlDecoders() {}

    static Decoder forColumn(Column column) {
        return column.nativeType().equals(MariaDbText.INET6)
                ? raw -> ascii(MariaDbText.ipv6(latin(raw)))
                : forType(column.type(), column.nativeType().contains("zerofill"));
    }

    /** @param zerofill whether numbers may come with leading zeros */
    static Decoder forType(LogicalType type, boolean zerofill) {
        if (type instanceof LogicalType.Int || type instanceof LogicalType.Decimal) {
            return zerofill ? MySqlDecoders::withoutLeadingZeros : Decoder.SAME;
        }
        if (type instanceof LogicalType.Floating floating) {
            return floating.bytes() == 4 ? MySqlDecoders::asFloat : MySqlDecoders::asDouble;
        }
        if (type instanceof LogicalType.Bits bits) {
            return raw -> bits(raw, bits.width());
        }
        if (type instanceof LogicalType.Instant) {
            return MySqlDecoders::inUtc;
        }
        return type instanceof LogicalType.Geometry ? MySqlDecoders::ewkb : Decoder.SAME;
    }

    private static byte[] withoutLeadingZeros(byte[] raw) {
        int start = 0;
        while (start < raw.length - 1 && raw[start] == '0' && raw[start + 1] != '.') {
            start++;
        }
        return start == 0 ? raw : Arrays.copyOfRange(raw, start, raw.length);
    }

    private static byte[] asFloat(byte[] raw) {
        return ascii(Float.toString((float) Double.parseDouble(latin(raw))));
    }

    private static byte[] asDouble(byte[] raw) {
        return ascii(Double.toString(Double.parseDouble(latin(raw))));
    }

    private static byte[] bits(byte[] raw, int width) {
        byte[] digits = new byte[width];
        for (int i = 0; i < width; i++) {
            int fromRight = width - 1 - i;
            int index = raw.length - 1 - fromRight / 8;
            boolean set = index >= 0 && (raw[index] >> (fromRight % 8) & 1) == 1;
            digits[i] = (byte) (set ? '1' : '0');
        }
        return digits;
    }

    private static byte[] inUtc(byte[] raw) {
        byte[] zoned = Arrays.copyOf(raw, raw.length + UTC.length);
        System.arraycopy(UTC, 0, zoned, raw.length, UTC.length);
        return zoned;
    }

    /** MySQL stores the SRID, then WKB; EWKB has it behind the type, which says so by a flag. */
    private static byte[] ewkb(byte[] raw) {
        ByteBuffer stored = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        int srid = stored.getInt();
        if (srid == 0) {
            return Arrays.copyOfRange(raw, SRID_BYTES, raw.length);
        }
        ByteBuffer ewkb = ByteBuffer.allocate(raw.length).order(ByteOrder.LITTLE_ENDIAN);
        ewkb.put(stored.get());
        ewkb.putInt(stored.getInt() | EWKB_SRID_FLAG);
        ewkb.putInt(srid);
        ewkb.put(stored);
        return ewkb.array();
    }

    private static String latin(byte[] raw) {
        return new String(raw, StandardCharsets.ISO_8859_1);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
