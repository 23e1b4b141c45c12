package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;

/** Decides whether an existing column holds every value of a mapped one, unchanged. */
final class ColumnFit {
    private ColumnFit() {}

    static String describe(Column column) {
        return column.nativeType() + (column.charset() == null ? "" : " in " + column.charset());
    }

    static boolean holds(Column existing, ColumnMapping wanted) {
        boolean same = sameText(existing.nativeType(), wanted.type().ddl());
        return (same && holdsCharacters(existing, wanted.source())) || holds(existing, wanted.source());
    }

    private static boolean sameText(String existing, String wanted) {
        return normal(existing).equals(normal(wanted));
    }

    /** Since 8.0.19 MySQL no longer prints the display width of integers; MariaDB prints JSON as what it is. */
    private static String normal(String type) {
        String name = type.toLowerCase(java.util.Locale.ROOT).replaceAll("int\\(\\d+\\)", "int");
        return name.equals("json")
                ? "longtext"
                : name.replace("datetime(0)", "datetime").replace("time(0)", "time");
    }

    private static boolean holds(Column existing, Column wanted) {
        LogicalType here = existing.type();
        LogicalType there = wanted.type();
        if (here instanceof LogicalType.Int a && there instanceof LogicalType.Int b) {
            return a.unsigned() == b.unsigned() ? a.bytes() >= b.bytes() : b.unsigned() && a.bytes() > b.bytes();
        }
        if (here instanceof LogicalType.Decimal a && there instanceof LogicalType.Decimal b) {
            return a.scale() >= b.scale()
                    && a.precision() - a.scale() >= b.precision() - b.scale()
                    && (!a.unsigned() || b.unsigned());
        }
        if (here instanceof LogicalType.Text a && there instanceof LogicalType.Text b) {
            return a.length() >= b.length() && a.fixed() == b.fixed() && holdsCharacters(existing, wanted);
        }
        if (here instanceof LogicalType.Binary a && there instanceof LogicalType.Binary b) {
            return a.fixed() ? a.equals(b) : !b.fixed() && a.length() >= b.length();
        }
        if (here instanceof LogicalType.Native || there instanceof LogicalType.Native) {
            return here instanceof LogicalType.Text text && text.length() >= length(wanted.nativeType());
        }
        return here.equals(there) && holdsCharacters(existing, wanted);
    }

    /** Characters of a value at most. */
    private static long length(String ownType) {
        return switch (ownType) {
            case MariaDbText.UUID -> 36;
            case MariaDbText.INET4 -> 15;
            case MariaDbText.INET6 -> 45;
            default -> Integer.MAX_VALUE;
        };
    }

    private static boolean holdsCharacters(Column existing, Column wanted) {
        return existing.charset() == null
                || existing.charset().equals("utf8mb4")
                || existing.charset().equals(wanted.charset());
    }
}
