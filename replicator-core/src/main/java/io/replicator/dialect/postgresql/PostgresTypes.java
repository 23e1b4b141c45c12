package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.ChosenType;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.JsonNulRule;
import io.replicator.typemapping.NulCharacterRule;
import io.replicator.typemapping.TypeMapper;
import io.replicator.typemapping.TypeMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValueRule;
import io.replicator.typemapping.ZeroDateRule;
import java.util.Optional;

/** Chooses, for each column, a type of PostgreSQL that keeps every value: its own, if it has one. Immutable. */
final class PostgresTypes implements TypeMapper {
    /** Larger fields do not fit into a row of PostgreSQL. */
    private static final long MAXIMUM_FIELD_BYTES = 1L << 30;

    private final boolean postgis;

    /** @param postgis whether the target has the type {@code geometry} */
    PostgresTypes(boolean postgis) {
        this.postgis = postgis;
    }

    @Override
    public TypeMapping type(Table table, Column column) {
        if (SameEngine.is(table)) {
            return TypeMapping.equal(column.nativeType());
        }
        LogicalType type = column.type();
        return number(type, column)
                .or(() -> time(type))
                .or(() -> text(type))
                .or(() -> other(type, column))
                .orElseGet(() -> TypeMapping.refused("PostgreSQL has no type that keeps the values of "
                        + column.nativeType() + "; exclude the column or the table"));
    }

    private static Optional<TypeMapping> number(LogicalType type, Column column) {
        if (type instanceof LogicalType.Int integer) {
            return Optional.of(integer(integer, column.nativeType()));
        }
        if (type instanceof LogicalType.Decimal decimal) {
            String ddl = "numeric(" + decimal.precision() + "," + decimal.scale() + ")";
            return Optional.of(decimal.unsigned() ? TypeMapping.wider(ddl, "also holds negative values") : equal(ddl));
        }
        if (type instanceof LogicalType.Floating floating) {
            return Optional.of(equal(floating.bytes() == 4 ? "real" : "double precision"));
        }
        if (type instanceof LogicalType.Year) {
            return Optional.of(TypeMapping.wider("smallint", "a year is a plain number; 0000 is 0"));
        }
        return Optional.empty();
    }

    private static TypeMapping integer(LogicalType.Int type, String nativeType) {
        if (nativeType.startsWith("tinyint(1)")) {
            return TypeMapping.wider(
                    "smallint", "a number, not boolean: MySQL's BOOLEAN also holds values other than 0, 1");
        }
        if (!type.unsigned()) {
            return switch (type.bytes()) {
                case 1 -> TypeMapping.wider("smallint", "holds more than a single byte");
                case 2 -> equal("smallint");
                case 3 -> TypeMapping.wider("integer", "holds more than three bytes");
                case 4 -> equal("integer");
                default -> equal("bigint");
            };
        }
        return switch (type.bytes()) {
            case 1 -> TypeMapping.wider("smallint", "the next signed type, as PostgreSQL has no unsigned one");
            case 2, 3 -> TypeMapping.wider("integer", "the next signed type, as PostgreSQL has no unsigned one");
            case 4 -> TypeMapping.wider("bigint", "the next signed type, as PostgreSQL has no unsigned one");
            default -> TypeMapping.wider("numeric(20)", "holds values up to 2^64-1, which bigint does not");
        };
    }

    private static Optional<TypeMapping> time(LogicalType type) {
        if (type instanceof LogicalType.Date) {
            return Optional.of(equal("date"));
        }
        if (type instanceof LogicalType.DateTime dateTime) {
            return Optional.of(equal("timestamp(" + dateTime.precision() + ")"));
        }
        if (type instanceof LogicalType.Instant instant) {
            return Optional.of(equal("timestamptz(" + instant.precision() + ")"));
        }
        if (type instanceof LogicalType.Time time) {
            return Optional.of(TypeMapping.wider(
                    "interval(" + time.precision() + ")",
                    "MySQL's TIME reaches from -838 to 838 hours, PostgreSQL's does not"));
        }
        return Optional.empty();
    }

    private static Optional<TypeMapping> text(LogicalType type) {
        if (type instanceof LogicalType.Text text) {
            return Optional.of(characters(text));
        }
        if (type instanceof LogicalType.Enumeration) {
            return Optional.of(TypeMapping.wider(
                    "text",
                    "a CHECK admits the labels and MySQL's empty error value; sorts by label, not by position"));
        }
        if (type instanceof LogicalType.LabelSet) {
            return Optional.of(TypeMapping.wider("text", "the labels joined by commas; a CHECK admits only these"));
        }
        return Optional.empty();
    }

    private static TypeMapping characters(LogicalType.Text text) {
        if (!text.bounded()) {
            return text.length() < MAXIMUM_FIELD_BYTES
                    ? equal("text")
                    : TypeMapping.wider("text", "a single value over 1 GB stops the run, as PostgreSQL cannot hold it");
        }
        if (text.length() == 0) {
            return TypeMapping.wider("varchar(1)", "PostgreSQL has no type of length 0");
        }
        String ddl = "varchar(" + text.length() + ")";
        return text.fixed() ? TypeMapping.wider(ddl, "values without padding, as MySQL hands them out") : equal(ddl);
    }

    private Optional<TypeMapping> other(LogicalType type, Column column) {
        if (type instanceof LogicalType.Bool) {
            return Optional.of(equal("boolean"));
        }
        if (type instanceof LogicalType.Bits bits) {
            return Optional.of(equal("bit(" + bits.width() + ")"));
        }
        if (type instanceof LogicalType.Json) {
            return Optional.of(equal("jsonb"));
        }
        if (type instanceof LogicalType.Binary binary) {
            return Optional.of(TypeMapping.wider("bytea", bytesNote(binary)));
        }
        if (type instanceof LogicalType.Native) {
            return mariaDb(column.nativeType());
        }
        return type instanceof LogicalType.Geometry ? Optional.of(geometry()) : Optional.empty();
    }

    private static Optional<TypeMapping> mariaDb(String ownType) {
        return switch (ownType) {
            case "uuid" -> Optional.of(equal("uuid"));
            case "inet4", "inet6" -> Optional.of(TypeMapping.wider("inet", "also holds networks"));
            default -> Optional.empty();
        };
    }

    private static String bytesNote(LogicalType.Binary binary) {
        if (binary.bounded()) {
            return "the length is not limited";
        }
        return binary.length() < MAXIMUM_FIELD_BYTES
                ? "the length is limited to 1 GB only"
                : "a single value over 1 GB stops the run, as PostgreSQL cannot hold it";
    }

    private TypeMapping geometry() {
        return postgis
                ? equal("geometry")
                : new TypeMapping("bytea", Fidelity.WIDER, "EWKB, which PostGIS reads with ST_GeomFromEWKB");
    }

    private static TypeMapping equal(String ddl) {
        return TypeMapping.equal(ddl);
    }

    @Override
    public Optional<ChosenType> chosen(String text) {
        return NamedType.parse(text);
    }

    @Override
    public ValueRule rule(Table source, Column column, ValuePolicies policies) {
        LogicalType type = column.type();
        TableId table = source.id();
        if (type instanceof LogicalType.Date
                || type instanceof LogicalType.DateTime
                || type instanceof LogicalType.Instant) {
            return ZeroDateRule.of(table, column, policies.zeroDates());
        }
        if (type instanceof LogicalType.Json) {
            return JsonNulRule.of(table, column, policies.nulCharacters());
        }
        return type instanceof LogicalType.Text
                ? NulCharacterRule.of(table, column, policies.nulCharacters())
                : ValueRule.NONE;
    }
}
