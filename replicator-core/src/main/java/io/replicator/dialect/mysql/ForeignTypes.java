package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.TypeMapping;
import java.util.List;

/** Types for the columns of engines outside this family, by what they hold. */
record ForeignTypes(Product product, boolean uuids, Table table) {
    private static final String LONGER = "the length is not limited, as the columns of a row may not be longer in all";

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
            return bits(column, bits.width());
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

    private TypeMapping bits(Column column, int width) {
        if (width <= Long.SIZE) {
            return TypeMapping.equal("bit(" + width + ")");
        }
        String note = "the digits of the bits, as " + product.title() + " has 64 bits at most";
        return KeyLength.limit(column) > 0 ? TypeMapping.wider("varchar(" + width + ")", note) : asText(column, note);
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
            return json(column);
        }
        if (type instanceof LogicalType.Enumeration enumeration) {
            return enumeration(enumeration.labels());
        }
        if (column.nativeType().equals("uuid")) {
            return uuids ? TypeMapping.equal("uuid") : TypeMapping.wider("char(36)", "the text of the UUID");
        }
        if (type instanceof LogicalType.Native) {
            return printed(column);
        }
        if (type instanceof LogicalType.LabelSet set) {
            return TypeMapping.equal("set" + labels(set.labels()));
        }
        return TypeMapping.refused(product.title() + " has no type that keeps the values of " + column.nativeType()
                + "; exclude the column or the table");
    }

    private TypeMapping json(Column column) {
        boolean spelled = column.nativeType().equals("json") && product == Product.MYSQL;
        return spelled
                ? TypeMapping.wider("json", "the JSON value; its spelling and the order of keys are the server's")
                : TypeMapping.equal("json");
    }

    /** The server takes blanks off the end of labels, and tells apart no more than it can sort. */
    private TypeMapping enumeration(List<String> labels) {
        int longest = labels.stream().mapToInt(String::length).max().orElse(1);
        return labels.stream().anyMatch(label -> label.endsWith(" ") || label.isEmpty())
                ? TypeMapping.wider(
                        "varchar(" + longest + ")", "takes any text, as " + product.title() + " has no such labels")
                : TypeMapping.equal("enum" + labels(labels));
    }

    private static String labels(List<String> labels) {
        return labels.stream().map(MySqlLiterals::quoted).collect(java.util.stream.Collectors.joining(",", "(", ")"));
    }

    private TypeMapping printed(Column column) {
        String note = "the text that the source prints";
        int length = PrintedLength.of(column.nativeType());
        return length == 0 ? asText(column, note) : TypeMapping.wider("varchar(" + length + ")", note);
    }

    private TypeMapping asText(Column column, String note) {
        int limit = new KeyLength(table).characters(column);
        return limit == 0
                ? TypeMapping.wider("longtext", note)
                : TypeMapping.lossy(
                        "varchar(" + limit + ")", note + "; a longer one stops the replication, none is cut");
    }

    private TypeMapping characters(Column column, LogicalType.Text type) {
        int inKey = Math.min(new KeyLength(table).characters(column), (int) type.length());
        if (inKey > 0) {
            return TypeMapping.lossy(
                    "varchar(" + inKey + ")", "a key needs a length; a longer text stops the replication, none is cut");
        }
        if (type.bounded() && type.fixed() && type.length() <= 255) {
            return TypeMapping.equal("char(" + type.length() + ")");
        }
        if (new VarcharLimit(table).keeps(column)) {
            return TypeMapping.equal("varchar(" + type.length() + ")");
        }
        return type.bounded() ? TypeMapping.wider("longtext", LONGER) : TypeMapping.equal("longtext");
    }

    private TypeMapping bytes(Column column, LogicalType.Binary type) {
        int inKey = Math.min(new KeyLength(table).bytes(column), (int) type.length());
        if (inKey > 0) {
            return TypeMapping.lossy(
                    "varbinary(" + inKey + ")",
                    "a key needs a length; a longer value stops the replication, none is cut");
        }
        if (new VarcharLimit(table).keeps(column)) {
            return TypeMapping.equal((type.fixed() ? "binary(" : "varbinary(") + type.length() + ")");
        }
        return type.bounded() ? TypeMapping.wider("longblob", LONGER) : TypeMapping.equal("longblob");
    }
}
