package io.replicator.verify;

import java.util.BitSet;

/** Remembers keys in bounded memory: it may take a key for one that it has seen, but never the other way round. */
final class KeyFilter {
    private static final int BITS = 1 << 24;

    private final BitSet bits = new BitSet(BITS);

    void add(long hash) {
        bits.set(first(hash));
        bits.set(second(hash));
    }

    boolean mayContain(long hash) {
        return bits.get(first(hash)) && bits.get(second(hash));
    }

    private static int first(long hash) {
        return (int) (hash & (BITS - 1));
    }

    private static int second(long hash) {
        return (int) (hash >>> 32 & (BITS - 1));
    }
}
