package io.replicator.capture.debezium.binlog;

/**
 * Prints dates and times from their fields, whatever they hold: zero and partly zero dates come out as MySQL shows them.
 * Precisions are the digits of the second's fraction, 0 to 6.
 */
final class TemporalText {
    private static final int[] MICROS_OF_DIGIT = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};
    private static final int SECONDS_OF_DAY = 24 * 60 * 60;

    private TemporalText() {}

    static String date(int year, int month, int day) {
        StringBuilder text = new StringBuilder(10);
        appendDate(text, year, month, day);
        return text.toString();
    }

    /** From the form in which the binlog and JSON pack a date and time, without the fraction. */
    static String dateTime(long packedSeconds, int micros, int precision) {
        StringBuilder text = new StringBuilder(26);
        long date = packedSeconds >> 17;
        appendDate(text, (int) (date >> 5) / 13, (int) (date >> 5) % 13, (int) date & 31);
        text.append(' ');
        int clock = (int) packedSeconds & 0x1FFFF;
        appendClock(text, clock >> 12, (clock >> 6) & 63, clock & 63);
        appendFraction(text, micros, precision);
        return text.toString();
    }

    /** A point on the time line in UTC; second 0 is MySQL's zero date. */
    static String instant(long epochSecond, int micros, int precision) {
        StringBuilder text = new StringBuilder(29);
        if (epochSecond == 0 && micros == 0) {
            appendDate(text, 0, 0, 0);
        } else {
            appendCivilDate(text, Math.floorDiv(epochSecond, SECONDS_OF_DAY));
        }
        text.append(' ');
        int clock = (int) Math.floorMod(epochSecond, (long) SECONDS_OF_DAY);
        appendClock(text, clock / 3600, clock / 60 % 60, clock % 60);
        appendFraction(text, micros, precision);
        return text.append("+00").toString();
    }

    /** From MySQL's packed time: hours, minutes and seconds in bits of 10, 6 and 6, then 24 bits of microseconds. */
    static String time(long packed, int precision) {
        StringBuilder text = new StringBuilder(17);
        if (packed < 0) {
            text.append('-');
        }
        long magnitude = Math.abs(packed);
        int clock = (int) (magnitude >> 24);
        appendClock(text, (clock >> 12) & 0x3FF, (clock >> 6) & 63, clock & 63);
        appendFraction(text, (int) (magnitude & 0xFFFFFF), precision);
        return text.toString();
    }

    private static void appendDate(StringBuilder text, int year, int month, int day) {
        appendTwo(text, year / 100);
        appendTwo(text, year % 100);
        text.append('-');
        appendTwo(text, month);
        text.append('-');
        appendTwo(text, day);
    }

    /** Howard Hinnant's civil-from-days, for years of four digits. */
    private static void appendCivilDate(StringBuilder text, long epochDay) {
        long shifted = epochDay + 719_468;
        int era = (int) Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) Math.floorMod(shifted, 146_097L);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        appendDate(text, year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1);
    }

    private static void appendClock(StringBuilder text, int hour, int minute, int second) {
        if (hour > 99) {
            text.append(hour);
        } else {
            appendTwo(text, hour);
        }
        text.append(':');
        appendTwo(text, minute);
        text.append(':');
        appendTwo(text, second);
    }

    private static void appendFraction(StringBuilder text, int micros, int precision) {
        if (precision == 0) {
            return;
        }
        text.append('.');
        for (int digit = 1; digit <= precision; digit++) {
            text.append((char) ('0' + micros / MICROS_OF_DIGIT[digit] % 10));
        }
    }

    private static void appendTwo(StringBuilder text, int value) {
        text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
