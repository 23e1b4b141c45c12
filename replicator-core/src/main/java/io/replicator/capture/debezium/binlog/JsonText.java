package io.replicator.capture.debezium.binlog;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Prints MySQL's binary JSON exactly as the server's own conversion to text does. The binary form is described in the
 * server's source, {@code sql-common/json_binary.h}: a type byte, then values that refer to each other by offsets from the
 * start of the object or array that holds them.
 */
final class JsonText {
    private static final int SMALL_OBJECT = 0x00;
    private static final int LARGE_OBJECT = 0x01;
    private static final int SMALL_ARRAY = 0x02;
    private static final int LARGE_ARRAY = 0x03;
    private static final int LITERAL = 0x04;
    private static final int INT16 = 0x05;
    private static final int UINT16 = 0x06;
    private static final int INT32 = 0x07;
    private static final int UINT32 = 0x08;
    private static final int INT64 = 0x09;
    private static final int UINT64 = 0x0A;
    private static final int DOUBLE = 0x0B;
    private static final int STRING = 0x0C;
    private static final int OPAQUE = 0x0F;

    private static final int TYPE_TIMESTAMP = 7;
    private static final int TYPE_DATE = 10;
    private static final int TYPE_TIME = 11;
    private static final int TYPE_DATETIME = 12;
    private static final int TYPE_DECIMAL = 246;

    private final byte[] document;
    private final StringBuilder text;

    private JsonText(byte[] document) {
        this.document = document;
        this.text = new StringBuilder(document.length + 16);
    }

    static String of(byte[] document) {
        // The server stores nothing at all for a value that an ALTER TABLE made up.
        if (document.length == 0) {
            return "null";
        }
        JsonText printer = new JsonText(document);
        try {
            printer.value(document[0], 1);
        } catch (IndexOutOfBoundsException e) {
            throw new UndecodableValueException("a JSON document that is cut short");
        }
        return printer.text.toString();
    }

    private void value(int type, int at) {
        switch (type) {
            case SMALL_OBJECT -> container(at, true, 2);
            case LARGE_OBJECT -> container(at, true, 4);
            case SMALL_ARRAY -> container(at, false, 2);
            case LARGE_ARRAY -> container(at, false, 4);
            case LITERAL -> literal(document[at]);
            case INT16 -> text.append((short) unsigned(at, 2));
            case UINT16 -> text.append(unsigned(at, 2));
            case INT32 -> text.append((int) unsigned(at, 4));
            case UINT32 -> text.append(unsigned(at, 4));
            case INT64 -> text.append(unsigned(at, 8));
            case UINT64 -> text.append(Long.toUnsignedString(unsigned(at, 8)));
            case DOUBLE -> text.append(JsonNumberText.of(Double.longBitsToDouble(unsigned(at, 8))));
            case STRING -> {
                int length = variableLength(at);
                quoted(new String(document, at + lengthBytes(at), length, StandardCharsets.UTF_8));
            }
            case OPAQUE -> opaque(document[at] & 0xFF, at + 1 + lengthBytes(at + 1), variableLength(at + 1));
            default -> throw new UndecodableValueException("a JSON value of the unknown type " + type);
        }
    }

    /** @param width bytes of a count, size or offset */
    private void container(int at, boolean object, int width) {
        int count = (int) unsigned(at, width);
        int keys = at + 2 * width;
        int values = keys + (object ? count * (width + 2) : 0);
        text.append(object ? '{' : '[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(", ");
            }
            if (object) {
                int key = keys + i * (width + 2);
                int length = (int) unsigned(key + width, 2);
                quoted(new String(document, at + (int) unsigned(key, width), length, StandardCharsets.UTF_8));
                text.append(": ");
            }
            element(at, values + i * (width + 1), width);
        }
        text.append(object ? '}' : ']');
    }

    private void element(int container, int entry, int width) {
        int type = document[entry];
        boolean inlined =
                type == LITERAL || type == INT16 || type == UINT16 || (width == 4 && (type == INT32 || type == UINT32));
        value(type, inlined ? entry + 1 : container + (int) unsigned(entry + 1, width));
    }

    private void literal(int code) {
        text.append(
                switch (code) {
                    case 0 -> "null";
                    case 1 -> "true";
                    case 2 -> "false";
                    default -> throw new UndecodableValueException("a JSON literal of the unknown code " + code);
                });
    }

    private void opaque(int type, int at, int length) {
        switch (type) {
            case TYPE_DECIMAL -> decimal(at, length);
            case TYPE_DATE ->
                text.append('"')
                        .append(packedDateTime(unsigned(at, 8)), 0, "yyyy-MM-dd".length())
                        .append('"');
            case TYPE_DATETIME, TYPE_TIMESTAMP ->
                text.append('"').append(packedDateTime(unsigned(at, 8))).append('"');
            case TYPE_TIME ->
                text.append('"').append(TemporalText.time(unsigned(at, 8), 6)).append('"');
            default -> {
                byte[] bytes = new byte[length];
                System.arraycopy(document, at, bytes, 0, length);
                text.append("\"base64:type").append(type).append(':');
                text.append(Base64.getEncoder().encodeToString(bytes)).append('"');
            }
        }
    }

    private void decimal(int at, int length) {
        byte[] packed = new byte[length - 2];
        System.arraycopy(document, at + 2, packed, 0, packed.length);
        text.append(DecimalText.of(packed, 0, document[at], document[at + 1]));
    }

    private static String packedDateTime(long packed) {
        return TemporalText.dateTime(packed >> 24, (int) (packed & 0xFFFFFF), 6);
    }

    private void quoted(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append("\\u00").append(c < 16 ? '0' : '1').append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private long unsigned(int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = (value << 8) | (document[at + i] & 0xFF);
        }
        return value;
    }

    /** Seven bits in each byte, the lowest first; the eighth says that another byte follows. */
    private int variableLength(int at) {
        int length = 0;
        for (int i = 0; i < lengthBytes(at); i++) {
            length |= (document[at + i] & 0x7F) << (7 * i);
        }
        return length;
    }

    private int lengthBytes(int at) {
        int bytes = 1;
        while (document[at + bytes - 1] < 0) {
            bytes++;
        }
        return bytes;
    }
}
