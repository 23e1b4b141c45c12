package io.replicator.capture.debezium.binlog;

/** Changes MySQL's stored geometry, an SRID and then WKB, into EWKB. */
final class Geometries {
    private static final int SRID_BYTES = 4;
    private static final int HEADER_BYTES = 5;
    private static final int LITTLE_ENDIAN = 1;
    private static final byte SRID_PRESENT = 0x20;

    private Geometries() {}

    /** @param stored SRID as a little-endian integer, then the WKB, which MySQL always stores little-endian */
    static byte[] ewkb(byte[] stored) {
        if (stored.length < SRID_BYTES + HEADER_BYTES || stored[SRID_BYTES] != LITTLE_ENDIAN) {
            throw new UndecodableValueException("a geometry without a little-endian WKB header");
        }
        boolean withSrid = (stored[0] | stored[1] | stored[2] | stored[3]) != 0;
        if (!withSrid) {
            byte[] wkb = new byte[stored.length - SRID_BYTES];
            System.arraycopy(stored, SRID_BYTES, wkb, 0, wkb.length);
            return wkb;
        }
        byte[] ewkb = new byte[stored.length];
        System.arraycopy(stored, SRID_BYTES, ewkb, 0, HEADER_BYTES);
        ewkb[HEADER_BYTES - 1] |= SRID_PRESENT;
        System.arraycopy(stored, 0, ewkb, HEADER_BYTES, SRID_BYTES);
        int body = SRID_BYTES + HEADER_BYTES;
        System.arraycopy(stored, body, ewkb, body, stored.length - body);
        return ewkb;
    }
}
