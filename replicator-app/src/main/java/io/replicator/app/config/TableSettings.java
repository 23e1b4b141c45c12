package io.replicator.app.config;

import io.replicator.pipeline.TableSelection;
import java.util.List;
import java.util.Map;

/**
 * Which tables and columns are replicated, and what they are called.
 *
 * @param include empty for all tables
 */
public record TableSettings(
        List<String> include, List<String> exclude, List<String> excludeColumns, Map<String, String> rename) {
    private static final ListValue<String> GLOBS = new ListValue<>(
            TextValue.of(
                    "[^\\s.]([^.]*[^\\s.])?(\\.[^\\s.]([^.]*[^\\s.])?)?",
                    "a table, database.table, or a glob over either"),
            "a list of globs over table names or database.table such as [\"bookings\", \"tmp_*\"]");
    private static final ListValue<String> COLUMN_GLOBS = new ListValue<>(
            TextValue.of("[^.]+(\\.[^.]+){1,2}", "table.column, database.table.column, or a glob over either"),
            "a list of globs over table.column or database.table.column such as [\"users.password_*\"]");
    private static final TextValue NAME = TextValue.of(
            "[^.]+(\\.[^.]+)?", "table, schema.table, or schema.* (for PostgreSQL; MySQL's databases are schemas)");

    static final Key<List<String>> INCLUDE = Key.defaulted(
            "include",
            GLOBS,
            "[\"*\"]",
            "Tables to replicate: globs (`*` and `?`) over the table's name or over `database.table`.");
    static final Key<List<String>> EXCLUDE =
            Key.defaulted("exclude", GLOBS, "[]", "Tables to leave out of those included.");
    static final Key<List<String>> EXCLUDE_COLUMNS = Key.defaulted(
            "exclude_columns",
            COLUMN_GLOBS,
            "[]",
            "Columns that do not go to the target, with the indexes and constraints that need them. Columns by which rows"
                    + " are found are refused.");
    static final Key<Map<String, String>> RENAME = Key.defaulted(
            "rename",
            new NamesValue(NAME, NAME, "a mapping such as {orders: customer_orders, \"shop.*\": \"archive.*\"}"),
            "{}",
            "Other names on the target, instead of those by `target.names`: of a table (`table` or `schema.table`) or of"
                    + " all tables of a schema (`schema.*`).");
    static final Section<TableSettings> SECTION = new Section<>(
            "Which tables and columns of the source's database are replicated, and what they are called.",
            List.of(INCLUDE, EXCLUDE, EXCLUDE_COLUMNS, RENAME),
            TableSettings::of);

    public TableSettings {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        excludeColumns = List.copyOf(excludeColumns);
        rename = Map.copyOf(rename);
    }

    private static TableSettings of(Given given) {
        List<String> include = given.get(INCLUDE);
        if (include.isEmpty()) {
            throw new InvalidSetting(
                    "include", "found an empty list; expected a table at least, or no such key for all");
        }
        given.get(RENAME).forEach(TableSettings::requireSameForm);
        return new TableSettings(
                include.equals(List.of("*")) ? List.of() : include,
                given.get(EXCLUDE),
                given.get(EXCLUDE_COLUMNS),
                given.get(RENAME));
    }

    private static void requireSameForm(String from, String to) {
        if (from.endsWith(".*") != to.endsWith(".*")
                || (from + to).replace(".*", "").contains("*")) {
            throw new InvalidSetting(
                    "rename",
                    "'" + from + "' cannot become '" + to
                            + "'; a table becomes a table, and schema.* becomes schema.*");
        }
    }

    public TableSelection selection() {
        return new TableSelection(include, exclude);
    }
}
