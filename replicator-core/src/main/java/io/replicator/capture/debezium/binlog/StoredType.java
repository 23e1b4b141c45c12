package io.replicator.capture.debezium.binlog;

/**
 * How the binlog stores a column: the type code of its table map event and what the map says beside it. Codes are those of
 * {@code enum_field_types} in the server's source.
 *
 * @param parameter length of a length prefix, digits of a fraction, or whatever else the type needs
 */
record StoredType(int code, int parameter) {
    static final int TINY = 1;
    static final int SHORT = 2;
    static final int LONG = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int TIMESTAMP = 7;
    static final int LONGLONG = 8;
    static final int INT24 = 9;
    static final int DATE = 10;
    static final int TIME = 11;
    static final int DATETIME = 12;
    static final int YEAR = 13;
    static final int NEWDATE = 14;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP2 = 17;
    static final int DATETIME2 = 18;
    static final int TIME2 = 19;
    static final int VECTOR = 242;
    static final int JSON = 245;
    static final int NEWDECIMAL = 246;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int TINY_BLOB = 249;
    static final int MEDIUM_BLOB = 250;
    static final int LONG_BLOB = 251;
    static final int BLOB = 252;
    static final int VAR_STRING = 253;
    static final int STRING = 254;
    static final int GEOMETRY = 255;

    /** Undoes the encoding of CHAR, ENUM and SET, which share a code and mix the length with the real type. */
    static StoredType of(int code, int metadata) {
        if (code != STRING || metadata < 256) {
            return new StoredType(code, metadata);
        }
        int high = metadata >> 8;
        int low = metadata & 0xFF;
        if ((high & 0x30) != 0x30) {
            return new StoredType(high | 0x30, low | (((high & 0x30) ^ 0x30) << 4));
        }
        return new StoredType(high == ENUM || high == SET ? high : STRING, low);
    }

    boolean isCharacter() {
        return switch (code) {
            case VARCHAR, VAR_STRING, STRING, TINY_BLOB, MEDIUM_BLOB, LONG_BLOB, BLOB -> true;
            default -> false;
        };
    }

    int lengthPrefix() {
        return switch (code) {
            case VARCHAR, VAR_STRING, STRING -> parameter < 256 ? 1 : 2;
            default -> parameter;
        };
    }
}
