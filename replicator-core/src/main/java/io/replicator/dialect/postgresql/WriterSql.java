package io.replicator.dialect.postgresql;

import static java.util.stream.Collectors.joining;

import io.replicator.dialect.CascadeStandIn;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The statements of {@link PostgresTableWriter}; each takes one array per column and works on any number of rows. */
record WriterSql(TableMapping mapping) {

    private String table() {
        return PostgresNames.qualified(mapping.target());
    }

    /**
     * The type by which an array of a column's values is read. The length is left out: a cast to {@code varchar(3)} would
     * cut a longer text in silence, the assignment to the column refuses it.
     */
    static String elementType(ColumnMapping column) {
        return isText(column) ? "text" : unlimitedType(column);
    }

    private static String unlimitedType(ColumnMapping column) {
        String type = column.type().ddl().replaceAll("\\s*\\([\\d\\s,]*\\)", "");
        String element = type.replace("[]", "");
        return switch (element) {
                    case "bit" -> "bit varying";
                    case "char", "character" -> "bpchar";
                    default -> element;
                }
                + type.substring(element.length());
    }

    /** Whether its values go as texts inside arrays: an array of arrays would fall apart into single elements. */
    private static boolean isText(ColumnMapping column) {
        return column.source().type() instanceof LogicalType.Native;
    }

    /** A value of an array's row as the column's type. @param name qualified and quoted */
    static String typed(ColumnMapping column, String name) {
        return isText(column) ? "CAST(" + name + " AS " + unlimitedType(column) + ")" : name;
    }

    /** What stands before the hexadecimal digits of a column's bytes inside an array. */
    static String bytePrefix(ColumnMapping column) {
        return column.type().ddl().startsWith("geometry") ? "" : ArrayLiteral.BYTEA;
    }

    String upsert() {
        return insert() + onConflict();
    }

    String insert() {
        List<ColumnMapping> columns = mapping.written();
        return "INSERT INTO " + table() + " (" + names(columns) + ") OVERRIDING SYSTEM VALUE SELECT "
                + each(columns, c -> typed(c, "u." + name(c))) + " FROM unnest("
                + each(columns, column -> "?::" + elementType(column) + "[]") + ") AS u(" + names(columns) + ")";
    }

    /** One row with a parameter per value, for rows too wide for an array. */
    String upsertOne() {
        return insertOne() + onConflict();
    }

    String insertOne() {
        List<ColumnMapping> columns = mapping.written();
        return "INSERT INTO " + table() + " (" + names(columns) + ") OVERRIDING SYSTEM VALUE VALUES ("
                + each(columns, column -> "?") + ")";
    }

    private String onConflict() {
        List<ColumnMapping> rest = mapping.written().stream()
                .filter(column -> !mapping.key().contains(column))
                .toList();
        return " ON CONFLICT (" + names(mapping.key()) + ") DO "
                + (rest.isEmpty() ? "NOTHING" : "UPDATE SET " + each(rest, c -> name(c) + " = EXCLUDED." + name(c)));
    }

    String delete() {
        return "DELETE FROM " + table() + " t USING unnest("
                + each(mapping.key(), column -> "?::" + elementType(column) + "[]") + ") AS k(" + names(mapping.key())
                + ") WHERE " + match(mapping.key(), c -> "t." + name(c) + " = " + typed(c, "k." + name(c)));
    }

    /** One array for each of these columns, which contain the key. */
    String update(List<ColumnMapping> columns) {
        return "UPDATE " + table() + " t SET " + each(columns, c -> name(c) + " = " + typed(c, "u." + name(c)))
                + " FROM unnest("
                + each(columns, c -> "?::" + elementType(c) + "[]") + ") AS u(" + names(columns) + ") WHERE "
                + match(mapping.key(), c -> "t." + name(c) + " = " + typed(c, "u." + name(c)));
    }

    /** Arrays: the old keys, then these columns, which contain the key. Leaves a row alone if the new key is taken. */
    String moveKey(List<ColumnMapping> columns) {
        List<ColumnMapping> key = mapping.key();
        String arrays = Stream.concat(key.stream(), columns.stream())
                .map(column -> "?::" + elementType(column) + "[]")
                .collect(joining(", "));
        String newNames = each(columns, c -> PostgresNames.quote("new_" + c.ordinal()));
        String oldNames = each(key, c -> PostgresNames.quote("old_" + c.ordinal()));
        return "UPDATE " + table() + " t SET "
                + each(columns, c -> name(c) + " = " + typed(c, "u." + PostgresNames.quote("new_" + c.ordinal())))
                + " FROM unnest("
                + arrays + ") AS u(" + oldNames + ", " + newNames + ") WHERE "
                + match(key, c -> "t." + name(c) + " = " + typed(c, "u." + PostgresNames.quote("old_" + c.ordinal())))
                + " AND NOT EXISTS (SELECT 1 FROM " + table() + " x WHERE "
                + match(key, c -> "x." + name(c) + " = " + typed(c, "u." + PostgresNames.quote("new_" + c.ordinal())))
                + ")";
    }

    /** One parameter per written column; deletes one of the rows equal in all of them. Partitions use the same ctid. */
    String deleteWhole() {
        return "WITH one AS (SELECT tableoid, ctid FROM " + table() + " WHERE "
                + match(mapping.written(), WriterSql::isSame) + " LIMIT 1) DELETE FROM " + table()
                + " t USING one WHERE t.ctid = one.ctid AND t.tableoid = one.tableoid";
    }

    /** The text that the server prints; a cast prints some types in another way, and takes a row of NULLs for NULL. */
    static String text(ColumnMapping column, String name) {
        if (column.source().type() instanceof LogicalType.Int
                && column.type().ddl().equals("boolean")) {
            return name + "::int::text";
        }
        return isText(column)
                ? "CASE num_nulls(" + name + ") WHEN 0 THEN format('%s', " + name + ") END"
                : name + "::text";
    }

    /** Not every type can be compared, but every one has a text. */
    private static String isSame(ColumnMapping column) {
        boolean asText = isText(column) || column.type().ddl().equals("json");
        return asText
                ? text(column, name(column)) + " IS NOT DISTINCT FROM ?::text"
                : name(column) + " IS NOT DISTINCT FROM ?::" + elementType(column);
    }

    String truncate() {
        return "TRUNCATE " + table();
    }

    String deleteAll() {
        return "DELETE FROM " + table();
    }

    /** One array per referenced column: what ON DELETE does to the rows that refer to these values. */
    static String cascade(CascadeStandIn standIn) {
        List<ColumnMapping> referring =
                standIn.key().columns().stream().map(standIn.child()::column).toList();
        String gone = "unnest(" + each(referenced(standIn), c -> "?::" + elementType(c) + "[]") + ") AS k("
                + names(referring) + ") WHERE " + match(referring, c -> "t." + name(c) + " = k." + name(c));
        String child = PostgresNames.qualified(standIn.child().target()) + " t ";
        return standIn.key().onDelete() == ForeignKey.Action.CASCADE
                ? "DELETE FROM " + child + "USING " + gone
                : "UPDATE " + child + "SET " + each(referring, c -> name(c) + " = NULL") + " FROM " + gone;
    }

    static List<ColumnMapping> referenced(CascadeStandIn standIn) {
        return standIn.key().referencedColumns().stream()
                .map(standIn.parent()::column)
                .toList();
    }

    private static String names(List<ColumnMapping> columns) {
        return each(columns, WriterSql::name);
    }

    private static String name(ColumnMapping column) {
        return PostgresNames.quote(column.targetName());
    }

    private static String each(List<ColumnMapping> columns, Function<ColumnMapping, String> text) {
        return columns.stream().map(text).collect(joining(", "));
    }

    private static String match(List<ColumnMapping> columns, Function<ColumnMapping, String> text) {
        return columns.stream().map(text).collect(joining(" AND "));
    }
}
