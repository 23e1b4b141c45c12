package io.replicator.dialect.mysql;

import static java.util.stream.Collectors.joining;

import io.replicator.dialect.CascadeStandIn;
import io.replicator.schema.ForeignKey;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.List;
import java.util.function.Function;

/** The statements of {@link MySqlTableWriter}, one row each; the driver joins those of many rows. */
record MySqlWriterSql(Product product, TableMapping mapping) {

    /**
     * ON DUPLICATE KEY also answers for other unique keys than the primary one. A row found by such a key is another row:
     * the target is not what the source was, and the subquery with two rows makes that an error.
     */
    String upsert() {
        return insert() + " ON DUPLICATE KEY UPDATE " + each(mapping.written(), this::overwrite, ", ");
    }

    private String overwrite(ColumnMapping column) {
        String name = name(column);
        String value = "VALUES(" + name + ")";
        return mapping.key().contains(column)
                ? name + " = IF(" + name + " = " + value + ", " + value + ", (SELECT NULL UNION ALL SELECT NULL))"
                : name + " = " + value;
    }

    String insert() {
        List<ColumnMapping> columns = mapping.written();
        return "INSERT INTO " + table() + " (" + each(columns, MySqlWriterSql::name, ", ") + ") VALUES ("
                + each(columns, column -> "?", ", ") + ")";
    }

    /** Parameters: these columns, then the key. */
    String update(List<ColumnMapping> columns) {
        return "UPDATE " + table() + " SET " + each(columns, MySqlWriterSql::assign, ", ") + " WHERE "
                + equal("", mapping.key());
    }

    String delete() {
        return "DELETE FROM " + table() + " WHERE " + equal("", mapping.key());
    }

    /**
     * Parameters: the new key, the old key, these columns, the old key. Leaves the row alone if another one has the new
     * key; under its collation both keys may be equal, and the row is then that of the new key itself.
     */
    String moveKey(List<ColumnMapping> columns) {
        return "UPDATE " + table() + " t LEFT JOIN " + table() + " x ON " + equal("x.", mapping.key()) + " AND NOT ("
                + equal("x.", mapping.key()) + ") SET " + each(columns, c -> "t." + assign(c), ", ") + " WHERE "
                + equal("t.", mapping.key()) + " AND x." + name(mapping.key().get(0)) + " IS NULL";
    }

    /** One parameter per written column; deletes one of the rows equal in all of them. */
    String deleteWhole() {
        return "DELETE FROM " + table() + " WHERE "
                + each(mapping.written(), c -> new WrittenColumn(c).comparedExactly(product.engine()), " AND ")
                + " LIMIT 1";
    }

    /** TRUNCATE would commit the transaction. */
    String deleteAll() {
        return "DELETE FROM " + table();
    }

    /** Parameters: the referenced columns. What ON DELETE does to the rows that refer to these values. */
    static String cascade(CascadeStandIn standIn) {
        List<ColumnMapping> referring =
                standIn.key().columns().stream().map(standIn.child()::column).toList();
        String child = MySqlLiterals.name(standIn.child().target());
        String where = " WHERE " + equal("", referring);
        return standIn.key().onDelete() == ForeignKey.Action.CASCADE
                ? "DELETE FROM " + child + where
                : "UPDATE " + child + " SET " + each(referring, c -> name(c) + " = NULL", ", ") + where;
    }

    private String table() {
        return MySqlLiterals.name(mapping.target());
    }

    private static String assign(ColumnMapping column) {
        return name(column) + " = ?";
    }

    private static String equal(String alias, List<ColumnMapping> columns) {
        return each(columns, column -> alias + name(column) + " = ?", " AND ");
    }

    private static String name(ColumnMapping column) {
        return MySqlLiterals.name(column.targetName());
    }

    private static String each(List<ColumnMapping> columns, Function<ColumnMapping, String> text, String between) {
        return columns.stream().map(text).collect(joining(between));
    }
}
