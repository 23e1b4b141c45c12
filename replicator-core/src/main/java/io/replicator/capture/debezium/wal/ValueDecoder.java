package io.replicator.capture.debezium.wal;

import io.replicator.schema.LogicalType;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** From the text that the server sends to the canonical form, which is the same for all but a few types. */
enum ValueDecoder {
    TEXT {
        @Override
        Object decode(byte[] text) {
            return new String(text, StandardCharsets.UTF_8);
        }
    },
    /** Blanks at the end of a CHAR mean nothing. */
    PADDED {
        @Override
        Object decode(byte[] text) {
            int length = text.length;
            while (length > 0 && text[length - 1] == ' ') {
                length--;
            }
            return new String(text, 0, length, StandardCharsets.UTF_8);
        }
    },
    TRUTH {
        @Override
        Object decode(byte[] text) {
            return text[0] == 't' ? "true" : "false";
        }
    },
    /** Hexadecimal digits behind a backslash and an x. */
    BYTES {
        @Override
        Object decode(byte[] text) {
            return HexFormat.of().parseHex(new String(text, 2, text.length - 2, StandardCharsets.US_ASCII));
        }
    };

    static ValueDecoder of(LogicalType type) {
        if (type instanceof LogicalType.Binary) {
            return BYTES;
        }
        if (type instanceof LogicalType.Text text && text.fixed()) {
            return PADDED;
        }
        return type instanceof LogicalType.Bool ? TRUTH : TEXT;
    }

    /** @param sent bytes, {@code null}, or the sign for an unchanged value, which stays what it is */
    @Nullable
    Object value(@Nullable Object sent) {
        return sent instanceof byte[] text ? decode(text) : sent;
    }

    abstract Object decode(byte[] text);
}
