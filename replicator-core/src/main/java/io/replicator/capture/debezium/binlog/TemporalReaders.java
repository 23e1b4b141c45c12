package io.replicator.capture.debezium.binlog;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times; a method answers {@code null} if the log stores something else. Layouts: "Date and Time Data Type
 * Representation" in MySQL's internals manual; the older ones are those of tables made before MySQL 5.6.
 */
final class TemporalReaders {
    private static final int FIRST_YEAR = 1900;
    private static final long TIME_OFFSET = 0x800000L;
    private static final long DATETIME_OFFSET = 0x8000000000L;

    private TemporalReaders() {}

    static @Nullable ColumnReader year(StoredType stored) {
        if (stored.code() != StoredType.YEAR) {
            return null;
        }
        return in -> {
            int year = in.unsignedByte();
            return year == 0 ? "0000" : Integer.toString(FIRST_YEAR + year);
        };
    }

    static @Nullable ColumnReader date(StoredType stored) {
        if (stored.code() != StoredType.DATE && stored.code() != StoredType.NEWDATE) {
            return null;
        }
        return in -> {
            int packed = (int) in.littleEndian(3);
            return TemporalText.date(packed >> 9, (packed >> 5) & 15, packed & 31);
        };
    }

    static @Nullable ColumnReader dateTime(int precision, StoredType stored) {
        if (stored.code() == StoredType.DATETIME2 && stored.parameter() == precision) {
            return in -> {
                long packed = in.bigEndian(5) - DATETIME_OFFSET;
                return TemporalText.dateTime(packed, fraction(in, precision), precision);
            };
        }
        return stored.code() == StoredType.DATETIME && precision == 0 ? TemporalReaders::oldDateTime : null;
    }

    private static String oldDateTime(EventBytes in) throws IOException {
        long digits = in.littleEndian(8);
        long date = digits / 1_000_000;
        long clock = digits % 1_000_000;
        long packedDate = ((date / 10_000 * 13 + date / 100 % 100) << 5) | (date % 100);
        long packedClock = packedClock(clock);
        return TemporalText.dateTime((packedDate << 17) | packedClock, 0, 0);
    }

    static @Nullable ColumnReader instant(int precision, StoredType stored) {
        if (stored.code() == StoredType.TIMESTAMP2 && stored.parameter() == precision) {
            return in -> {
                long second = in.bigEndian(4);
                return TemporalText.instant(second, fraction(in, precision), precision);
            };
        }
        return stored.code() == StoredType.TIMESTAMP && precision == 0
                ? in -> TemporalText.instant(in.littleEndian(4), 0, 0)
                : null;
    }

    static @Nullable ColumnReader time(int precision, StoredType stored) {
        if (stored.code() == StoredType.TIME2 && stored.parameter() == precision) {
            return in -> TemporalText.time(packedTime(in, precision), precision);
        }
        return stored.code() == StoredType.TIME && precision == 0 ? TemporalReaders::oldTime : null;
    }

    private static String oldTime(EventBytes in) throws IOException {
        int digits = ((int) in.littleEndian(3) << 8) >> 8;
        int clock = Math.abs(digits);
        long packed = packedClock(clock) << 24;
        return TemporalText.time(digits < 0 ? -packed : packed, 0);
    }

    private static long packedClock(long digits) {
        return ((digits / 10_000) << 12) | ((digits / 100 % 100) << 6) | (digits % 100);
    }

    /** The fraction of a negative time counts upwards from the next lower second. */
    private static long packedTime(EventBytes in, int precision) throws IOException {
        long seconds = in.bigEndian(3) - TIME_OFFSET;
        int bytes = fractionBytes(precision);
        long fraction = in.bigEndian(bytes);
        if (seconds < 0 && fraction != 0) {
            seconds++;
            fraction -= 1L << (Byte.SIZE * bytes);
        }
        return (seconds << 24) + fraction * microsPerUnit(bytes);
    }

    private static int fraction(EventBytes in, int precision) throws IOException {
        int bytes = fractionBytes(precision);
        return (int) in.bigEndian(bytes) * microsPerUnit(bytes);
    }

    private static int fractionBytes(int precision) {
        return (precision + 1) / 2;
    }

    private static int microsPerUnit(int bytes) {
        return switch (bytes) {
            case 1 -> 10_000;
            case 2 -> 100;
            default -> 1;
        };
    }
}
