package io.replicator.dialect.mysql;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.ChosenType;
import io.replicator.typemapping.JsonNumberRule;
import io.replicator.typemapping.TypeMapper;
import io.replicator.typemapping.TypeMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValueRule;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Chooses a type for each source column: the same one where it comes from this family, else by its logical type.
 *
 * @param uuids whether the server has the type UUID
 */
record TargetTypes(Product product, boolean uuids) implements TypeMapper {

    @Override
    public TypeMapping type(Table table, Column column) {
        if (column.type() instanceof LogicalType.Unsupported) {
            return TypeMapping.refused(product.title() + " has no type that keeps the values of " + column.nativeType()
                    + "; exclude the column or the table");
        }
        if (product.wrote(table)) {
            return TypeMapping.equal(column.nativeType());
        }
        return Product.of(table).isPresent() ? related(column) : new ForeignTypes(product, uuids, table).type(column);
    }

    /** The other product of the family has the same types but for these. */
    private TypeMapping related(Column column) {
        if (column.type() instanceof LogicalType.Native) {
            return ownText(column.nativeType());
        }
        String type = column.nativeType().replaceAll(" srid \\d+", "");
        if (!type.equals(column.nativeType())) {
            return TypeMapping.wider(type, "takes every spatial reference system");
        }
        if (column.type() instanceof LogicalType.Geometry geometry) {
            return TypeMapping.equal(geometry.kind().toLowerCase(Locale.ROOT));
        }
        return column.type() instanceof LogicalType.Json ? TypeMapping.equal("json") : TypeMapping.equal(type);
    }

    private static TypeMapping ownText(String mariaDbType) {
        return switch (mariaDbType) {
            case MariaDbText.UUID -> TypeMapping.wider("char(36)", "the text of the UUID");
            case MariaDbText.INET4 -> TypeMapping.wider("varchar(15)", "the text of the address");
            default -> TypeMapping.wider("varchar(45)", "the text of the address, as RFC 5952 asks");
        };
    }

    @Override
    public Optional<ChosenType> chosen(String text) {
        return NamedType.parse(product, text);
    }

    @Override
    public Optional<Predicate<String>> known(Table table, Column column) {
        ValueRule rule = foreign(table, column);
        return rule == ValueRule.NONE
                ? Optional.empty()
                : Optional.of(value -> !rule.concerns(value.getBytes(StandardCharsets.UTF_8)));
    }

    private static ValueRule foreign(Table table, Column column) {
        return Product.of(table).isPresent() ? ValueRule.NONE : ForeignValueRule.of(table.id(), column);
    }

    @Override
    public boolean comparesMoreLoosely(Table table, Column column) {
        return new TargetCollations(product, table).isTranslated(column);
    }

    /** MySQL stores JSON as values, MariaDB as text. */
    @Override
    public ValueRule rule(Table table, Column column, ValuePolicies policies) {
        if (column.type() instanceof LogicalType.Json) {
            return product == Product.MYSQL ? json(table, column) : ValueRule.NONE;
        }
        return foreign(table, column);
    }

    private static ValueRule json(Table table, Column column) {
        boolean values = Product.MYSQL.wrote(table) || column.nativeType().equals("jsonb");
        return values ? JsonNumberRule.of(table.id(), column) : JsonNumberRule.ofText(table.id(), column);
    }
}
