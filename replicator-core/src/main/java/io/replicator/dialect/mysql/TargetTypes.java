package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.ChosenType;
import io.replicator.typemapping.JsonNumberRule;
import io.replicator.typemapping.TypeMapper;
import io.replicator.typemapping.TypeMapping;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValueRule;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Chooses a type for each source column: the same one where it comes from this family, else by its logical type. */
record TargetTypes(Product product) implements TypeMapper {
    /** Neither before the year 1 nor behind 9999, nor infinite. */
    private static final Pattern FOUR_DIGIT_YEAR = Pattern.compile("\\d{4}-(?!.*BC).*");

    @Override
    public TypeMapping type(Table table, Column column) {
        if (column.type() instanceof LogicalType.Unsupported) {
            return TypeMapping.refused(product.title() + " has no type that keeps the values of " + column.nativeType()
                    + "; exclude the column or the table");
        }
        if (product.wrote(table)) {
            return TypeMapping.equal(column.nativeType());
        }
        return Product.of(table).isPresent() ? related(column) : new ForeignTypes(product, table).type(column);
    }

    /** The other product of the family has the same types but for these. */
    private TypeMapping related(Column column) {
        String type = column.nativeType().replaceAll(" srid \\d+", "");
        if (!type.equals(column.nativeType())) {
            return TypeMapping.wider(type, "takes every spatial reference system");
        }
        if (column.type() instanceof LogicalType.Geometry geometry) {
            return TypeMapping.equal(geometry.kind().toLowerCase(Locale.ROOT));
        }
        return column.type() instanceof LogicalType.Json ? TypeMapping.equal("json") : TypeMapping.equal(type);
    }

    @Override
    public Optional<ChosenType> chosen(String text) {
        return NamedType.parse(product, text);
    }

    @Override
    public Optional<Predicate<String>> known(Table table, Column column) {
        LogicalType type = column.type();
        if (Product.of(table).isPresent()) {
            return Optional.empty();
        }
        if (type instanceof LogicalType.Decimal || type instanceof LogicalType.Floating) {
            return Optional.of(value -> Character.isDigit(value.charAt(value.length() - 1)));
        }
        boolean dated = type instanceof LogicalType.Date
                || type instanceof LogicalType.DateTime
                || type instanceof LogicalType.Instant;
        return dated ? Optional.of(FOUR_DIGIT_YEAR.asMatchPredicate()) : Optional.empty();
    }

    @Override
    public boolean comparesMoreLoosely(Table table, Column column) {
        return new TargetCollations(product, table).isTranslated(column);
    }

    /** MySQL stores JSON as values, MariaDB as text. */
    @Override
    public ValueRule rule(TableId table, Column column, ValuePolicies policies) {
        return product == Product.MYSQL && column.type() instanceof LogicalType.Json
                ? JsonNumberRule.of(table, column)
                : ValueRule.NONE;
    }
}
