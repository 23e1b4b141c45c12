package io.replicator.dialect.postgresql;

import org.jspecify.annotations.Nullable;

/**
 * Builds the text form of a one-dimensional PostgreSQL array; see "Array Input and Output Syntax" of its manual. Used by
 * one thread.
 */
final class ArrayLiteral {
    /** Announces the hexadecimal form of bytea; the backslash is escaped. */
    static final String BYTEA = "\\\\x";

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder text = new StringBuilder(1024);

    ArrayLiteral() {
        clear();
    }

    void clear() {
        text.setLength(0);
        text.append('{');
    }

    /**
     * Adds a canonical value: {@code null}, text, or bytes.
     *
     * @param bytePrefix what stands before hexadecimal digits: a backslash and x for bytea, nothing for PostGIS
     */
    void add(@Nullable Object value, String bytePrefix) {
        if (text.length() > 1) {
            text.append(',');
        }
        if (value == null) {
            text.append("NULL");
        } else if (value instanceof byte[] binary) {
            addBinary(binary, bytePrefix);
        } else {
            addText((String) value);
        }
    }

    private void addText(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
    }

    private void addBinary(byte[] value, String prefix) {
        text.append('"').append(prefix);
        for (byte b : value) {
            text.append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
        text.append('"');
    }

    String finish() {
        return text.append('}').toString();
    }
}
