package io.replicator.capture.debezium.binlog;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A character set as a table of its codes of one to four bytes. Where Unicode goes beyond 16 bits, {@code gb18030} follows a
 * rule that the JDK knows. Immutable.
 */
public final class CodeTable implements TextDecoder {
    private static final Charset BY_RULE = Charset.forName("GB18030");

    private final String charset;
    private final @Nullable String[] single = new String[1 << Byte.SIZE];
    private final @Nullable String[] pairs = new String[1 << Short.SIZE];
    private final Map<Long, String> longer = new HashMap<>();

    /** @param characters by their codes, read as integers with the most significant byte first */
    public CodeTable(String charset, Map<Long, String> characters) {
        this.charset = charset;
        characters.forEach(this::put);
    }

    private void put(long code, String character) {
        if (code < single.length) {
            single[(int) code] = character;
        } else if (code < pairs.length) {
            pairs[(int) code] = character;
        } else {
            longer.put(code, character);
        }
    }

    @Override
    public String decode(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder(length);
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int used = append(text, bytes, at, end);
            if (used == 0) {
                throw new UndecodableValueException(
                        "a character that its character set " + charset + " does not define");
            }
            at += used;
        }
        return text.toString();
    }

    /** Appends one character. @return the length of its code, 0 if there is no such code */
    private int append(StringBuilder text, byte[] bytes, int at, int end) {
        int code = bytes[at] & 0xFF;
        if (found(text, single[code])) {
            return 1;
        }
        if (at + 1 < end) {
            code = (code << Byte.SIZE) | (bytes[at + 1] & 0xFF);
            if (found(text, pairs[code])) {
                return 2;
            }
        }
        return at + 2 < end ? appendLonger(text, bytes, at, end) : 0;
    }

    private int appendLonger(StringBuilder text, byte[] bytes, int at, int end) {
        long code = ((bytes[at] & 0xFFL) << 16) | ((bytes[at + 1] & 0xFFL) << 8) | (bytes[at + 2] & 0xFFL);
        if (found(text, longer.get(code))) {
            return 3;
        }
        if (at + 3 >= end) {
            return 0;
        }
        if (!found(text, longer.get((code << Byte.SIZE) | (bytes[at + 3] & 0xFF))) && charset.equals("gb18030")) {
            text.append(CharacterSets.strictly(BY_RULE, bytes, at, 4));
        }
        return 4;
    }

    private static boolean found(StringBuilder text, @Nullable String character) {
        if (character == null) {
            return false;
        }
        text.append(character);
        return true;
    }
}
