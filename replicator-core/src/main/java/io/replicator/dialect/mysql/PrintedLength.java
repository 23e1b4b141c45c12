package io.replicator.dialect.mysql;

/** How long the texts are, at most, that PostgreSQL prints of its own types. */
final class PrintedLength {
    private PrintedLength() {}

    /** Characters; 0 if there is no limit. */
    static int of(String nativeType) {
        return switch (nativeType.replaceFirst("^interval .*", "interval").replaceFirst("\\(\\d\\)", "")) {
            case "uuid" -> 36;
            case "inet", "cidr" -> 49;
            case "macaddr" -> 17;
            case "macaddr8" -> 23;
            case "oid" -> 10;
            case "pg_lsn" -> 17;
            case "\"char\"" -> 4;
            case "name" -> 63;
            case "time with time zone" -> 30;
            case "interval" -> 100;
            case "int4range" -> 25;
            case "int8range" -> 43;
            case "daterange" -> 40;
            case "tsrange", "tstzrange" -> 90;
            case "point" -> 60;
            default -> 0;
        };
    }
}
