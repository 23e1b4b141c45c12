package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.TypeMapping;
import java.util.List;

/** Types for the columns of engines outside this family, by what they hold. */
record ForeignTypes(Product product, Table table) {
    /** Longer ones would soon fill the 65,535 bytes that the columns of a row may have in all. */
    private static final int VARCHAR_CHARACTERS = 2_000;

    TypeMapping type(Column column) {
        LogicalType type = column.type();
        if (type instanceof LogicalType.Int integer) {
            return TypeMapping.equal(integer(integer));
        }
        if (type instanceof LogicalType.Decimal decimal) {
            return decimal(decimal);
        }
        if (type instanceof LogicalType.Floating floating) {
            return TypeMapping.equal(floating.bytes() == 4 ? "float" : "double");
        }
        if (type instanceof LogicalType.Bool) {
            return TypeMapping.equal("tinyint(1)");
        }
        if (type instanceof LogicalType.Bits bits) {
            return bits.width() <= 64
                    ? TypeMapping.equal("bit(" + bits.width() + ")")
                    : asText(column, "the digits of the bits, as " + product.title() + " has 64 bits at most");
        }
        return time(column);
    }

    private static String integer(LogicalType.Int type) {
        String name = switch (type.bytes()) {
            case 1 -> "tinyint";
            case 2 -> "smallint";
            case 3 -> "mediumint";
            case 4 -> "int";
            default -> "bigint";
        };
        return type.unsigned() ? name + " unsigned" : name;
    }

    private TypeMapping decimal(LogicalType.Decimal type) {
        int maximumScale = product == Product.MARIADB ? 38 : 30;
        return type.precision() >= 1 && type.precision() <= 65 && type.scale() >= 0 && type.scale() <= maximumScale
                ? TypeMapping.equal("decimal(" + type.precision() + "," + type.scale() + ")")
                : TypeMapping.refused(
                        product.title() + " has 65 digits at most, " + maximumScale + " of them behind the point");
    }

    private TypeMapping time(Column column) {
        LogicalType type = column.type();
        if (type instanceof LogicalType.Date) {
            return TypeMapping.equal("date");
        }
        if (type instanceof LogicalType.DateTime dateTime) {
            return TypeMapping.equal("datetime(" + dateTime.precision() + ")");
        }
        if (type instanceof LogicalType.Instant instant) {
            return TypeMapping.wider(
                    "datetime(" + instant.precision() + ")", "in UTC and without a zone, as TIMESTAMP ends in 2038");
        }
        if (type instanceof LogicalType.Time time) {
            return TypeMapping.equal("time(" + time.precision() + ")");
        }
        return type instanceof LogicalType.Year ? TypeMapping.equal("year") : text(column);
    }

    private TypeMapping text(Column column) {
        LogicalType type = column.type();
        if (type instanceof LogicalType.Text text) {
            return characters(column, text);
        }
        if (type instanceof LogicalType.Binary binary) {
            return bytes(column, binary);
        }
        if (type instanceof LogicalType.Json) {
            return TypeMapping.equal("json");
        }
        if (type instanceof LogicalType.Enumeration enumeration) {
            return TypeMapping.equal("enum" + labels(enumeration.labels()));
        }
        if (column.nativeType().equals("uuid")) {
            return TypeMapping.wider("char(36)", "the text of the UUID");
        }
        if (type instanceof LogicalType.Native) {
            return asText(column, "the text that the source prints");
        }
        if (type instanceof LogicalType.LabelSet set) {
            return TypeMapping.equal("set" + labels(set.labels()));
        }
        return TypeMapping.refused(product.title() + " has no type that keeps the values of " + column.nativeType()
                + "; exclude the column or the table");
    }

    private static String labels(List<String> labels) {
        return labels.stream().map(MySqlLiterals::quoted).collect(java.util.stream.Collectors.joining(",", "(", ")"));
    }

    private TypeMapping asText(Column column, String note) {
        int limit = new KeyLength(table).characters(column);
        return limit == 0
                ? TypeMapping.wider("longtext", note)
                : TypeMapping.lossy(
                        "varchar(" + limit + ")", note + "; a longer one stops the replication, none is cut");
    }

    private TypeMapping characters(Column column, LogicalType.Text type) {
        if (type.bounded() && type.fixed() && type.length() <= 255) {
            return TypeMapping.equal("char(" + type.length() + ")");
        }
        if (type.bounded() && type.length() <= VARCHAR_CHARACTERS) {
            return TypeMapping.equal("varchar(" + type.length() + ")");
        }
        int limit = Math.min(new KeyLength(table).characters(column), (int) type.length());
        return limit == 0
                ? TypeMapping.equal("longtext")
                : TypeMapping.lossy(
                        "varchar(" + limit + ")",
                        "a key needs a length; a longer text stops the replication, none is cut");
    }

    private TypeMapping bytes(Column column, LogicalType.Binary type) {
        if (type.bounded() && type.length() <= VARCHAR_CHARACTERS) {
            return TypeMapping.equal((type.fixed() ? "binary(" : "varbinary(") + type.length() + ")");
        }
        int limit = new KeyLength(table).bytes(column);
        return limit == 0
                ? TypeMapping.equal("longblob")
                : TypeMapping.lossy(
                        "varbinary(" + limit + ")",
                        "a key needs a length; a longer value stops the replication, none is cut");
    }
}
