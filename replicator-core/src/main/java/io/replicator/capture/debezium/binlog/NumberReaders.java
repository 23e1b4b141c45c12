package io.replicator.capture.debezium.binlog;

import io.replicator.schema.LogicalType;
import org.jspecify.annotations.Nullable;

/** Reads numbers and bits; a method answers {@code null} if the log stores something else. */
final class NumberReaders {
    private NumberReaders() {}

    static @Nullable ColumnReader integer(LogicalType.Int type, StoredType stored) {
        int bytes = type.bytes();
        if (stored.code() != codeOf(bytes)) {
            return null;
        }
        if (bytes == Long.BYTES) {
            return type.unsigned()
                    ? in -> Long.toUnsignedString(in.littleEndian(bytes))
                    : in -> Long.toString(in.littleEndian(bytes));
        }
        if (type.unsigned()) {
            return in -> Long.toString(in.littleEndian(bytes));
        }
        int unused = Long.SIZE - Byte.SIZE * bytes;
        return in -> Long.toString((in.littleEndian(bytes) << unused) >> unused);
    }

    private static int codeOf(int bytes) {
        return switch (bytes) {
            case 1 -> StoredType.TINY;
            case 2 -> StoredType.SHORT;
            case 3 -> StoredType.INT24;
            case 4 -> StoredType.LONG;
            default -> StoredType.LONGLONG;
        };
    }

    static @Nullable ColumnReader bool(StoredType stored) {
        if (stored.code() == StoredType.BIT && stored.parameter() == 1) {
            return in -> in.unsignedByte() == 0 ? "false" : "true";
        }
        if (stored.code() != StoredType.TINY) {
            return null;
        }
        return in -> switch (in.unsignedByte()) {
            case 0 -> "false";
            case 1 -> "true";
            default ->
                throw new UndecodableValueException("a TINYINT(1) outside 0 and 1, while it is mapped to boolean");
        };
    }

    static @Nullable ColumnReader decimal(LogicalType.Decimal type, StoredType stored) {
        int precision = stored.parameter() & 0xFF;
        int scale = stored.parameter() >> 8;
        if (stored.code() != StoredType.NEWDECIMAL || precision != type.precision() || scale != type.scale()) {
            return null;
        }
        int length = DecimalText.packedLength(precision, scale);
        return in -> DecimalText.of(in.bytes(length), 0, precision, scale);
    }

    static @Nullable ColumnReader floating(LogicalType.Floating type, StoredType stored) {
        if (type.bytes() == Float.BYTES && stored.code() == StoredType.FLOAT) {
            return in -> Float.toString(Float.intBitsToFloat((int) in.littleEndian(Float.BYTES)));
        }
        if (type.bytes() == Double.BYTES && stored.code() == StoredType.DOUBLE) {
            return in -> Double.toString(Double.longBitsToDouble(in.littleEndian(Double.BYTES)));
        }
        return null;
    }

    static @Nullable ColumnReader bits(int width, StoredType stored) {
        int wholeBytes = stored.parameter() >> 8;
        int restBits = stored.parameter() & 0xFF;
        if (stored.code() != StoredType.BIT || wholeBytes * Byte.SIZE + restBits != width) {
            return null;
        }
        int bytes = wholeBytes + (restBits > 0 ? 1 : 0);
        return in -> {
            long value = in.bigEndian(bytes);
            char[] text = new char[width];
            for (int i = 0; i < width; i++) {
                text[width - 1 - i] = ((value >>> i) & 1) == 0 ? '0' : '1';
            }
            return new String(text);
        };
    }
}
