package io.replicator.capture.debezium.binlog;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes text in the character sets of one server. Those that are not Unicode are decoded by tables that the server itself
 * printed, because its {@code latin1}, {@code big5} and others differ from the JDK's sets of these names. Immutable.
 */
public final class CharacterSets {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Set<String> UTF8 = Set.of("utf8mb4", "utf8mb3", "utf8");
    private static final Map<String, TextDecoder> WIDE = Map.of(
            "ucs2", in(StandardCharsets.UTF_16BE),
            "utf16", in(StandardCharsets.UTF_16BE),
            "utf16le", in(StandardCharsets.UTF_16LE),
            "utf32", CharacterSets::utf32);

    private final Map<Integer, String> charsetOfCollation;
    private final Map<String, CodeTable> tables;

    /**
     * @param charsetOfCollation the server's character set names by the numbers of its collations
     * @param tables for each set that {@link #needsTable}
     */
    public CharacterSets(Map<Integer, String> charsetOfCollation, Map<String, CodeTable> tables) {
        this.charsetOfCollation = Map.copyOf(charsetOfCollation);
        this.tables = Map.copyOf(tables);
    }

    /** Whether the server must print the set, which is not Unicode. */
    public static boolean needsTable(String charset) {
        return !UTF8.contains(charset) && !WIDE.containsKey(charset) && !charset.equals("binary");
    }

    @Nullable
    String ofCollation(int number) {
        return charsetOfCollation.get(number);
    }

    TextDecoder decoder(String charset) {
        if (UTF8.contains(charset)) {
            return CharacterSets::utf8;
        }
        TextDecoder wide = WIDE.get(charset);
        if (wide != null) {
            return wide;
        }
        CodeTable table = tables.get(charset);
        if (table == null) {
            throw new ReplicationException(ErrorKind.UNSUPPORTED, "the character set " + charset + " is not known");
        }
        return table;
    }

    static String utf8(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 ? text : strictly(StandardCharsets.UTF_8, bytes, offset, length);
    }

    /** The JDK would drop a byte order mark. */
    private static String utf32(byte[] bytes, int offset, int length) {
        StringBuilder text = new StringBuilder(length / Integer.BYTES);
        ByteBuffer codes = ByteBuffer.wrap(bytes, offset, length);
        while (codes.remaining() >= Integer.BYTES) {
            int code = codes.getInt();
            if (!Character.isValidCodePoint(code)) {
                throw new UndecodableValueException("a number that is no character in utf32");
            }
            text.appendCodePoint(code);
        }
        return text.toString();
    }

    private static TextDecoder in(Charset charset) {
        return (bytes, offset, length) -> strictly(charset, bytes, offset, length);
    }

    static String strictly(Charset charset, byte[] bytes, int offset, int length) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UndecodableValueException("bytes that are no " + charset.name() + " text");
        }
    }
}
