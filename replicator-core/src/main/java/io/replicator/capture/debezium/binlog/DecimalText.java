package io.replicator.capture.debezium.binlog;

/**
 * Prints MySQL's packed decimals: groups of nine digits in four bytes, shorter groups at both ends in as few bytes as
 * they need, most significant first; the first bit is the inverted sign and a negative number has all bits inverted.
 */
final class DecimalText {
    private static final int[] BYTES_OF_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};
    private static final int GROUP = 9;

    private final byte[] packed;
    private final int inversion;
    private int position;
    private final StringBuilder text = new StringBuilder(24);

    private DecimalText(byte[] packed, int offset) {
        this.packed = packed;
        this.position = offset;
        this.inversion = (packed[offset] & 0x80) == 0 ? 0xFF : 0;
        packed[offset] ^= (byte) 0x80;
    }

    static int packedLength(int precision, int scale) {
        return packedDigits(precision - scale) + packedDigits(scale);
    }

    /** Changes the bytes given. */
    static String of(byte[] packed, int offset, int precision, int scale) {
        return new DecimalText(packed, offset).print(precision - scale, scale);
    }

    private static int packedDigits(int digits) {
        return digits / GROUP * 4 + BYTES_OF_DIGITS[digits % GROUP];
    }

    private String print(int integerDigits, int scale) {
        digits(integerDigits % GROUP);
        for (int i = 0; i < integerDigits / GROUP; i++) {
            digits(GROUP);
        }
        dropLeadingZeros();
        if (scale > 0) {
            text.append('.');
            for (int i = 0; i < scale / GROUP; i++) {
                digits(GROUP);
            }
            digits(scale % GROUP);
        }
        return inversion != 0 && !isZero() ? text.insert(0, '-').toString() : text.toString();
    }

    private void digits(int count) {
        int value = 0;
        for (int i = 0; i < BYTES_OF_DIGITS[count]; i++) {
            value = (value << 8) | ((packed[position++] ^ inversion) & 0xFF);
        }
        int start = text.length();
        text.setLength(start + count);
        for (int i = start + count - 1; i >= start; i--) {
            text.setCharAt(i, (char) ('0' + value % 10));
            value /= 10;
        }
    }

    private void dropLeadingZeros() {
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '0') {
            zeros++;
        }
        text.delete(0, zeros);
        if (text.length() == 0) {
            text.append('0');
        }
    }

    private boolean isZero() {
        return text.chars().allMatch(c -> c == '0' || c == '.');
    }
}
