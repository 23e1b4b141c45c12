package io.replicator.capture.debezium.binlog;

/** Turns bytes of one character set into text. */
@FunctionalInterface
interface TextDecoder {
    /** @throws UndecodableValueException if the bytes are no text of this character set */
    String decode(byte[] bytes, int offset, int length);
}
