package io.replicator.app.config;

import io.replicator.pipeline.TableSelection;
import java.util.List;

/** The keys of {@link TableSelection}. */
final class TableSettings {
    private static final ListValue<String> GLOBS = new ListValue<>(
            TextValue.of(
                    "[^\\s.]([^.]*[^\\s.])?(\\.[^\\s.]([^.]*[^\\s.])?)?",
                    "a table, database.table, or a glob over either"),
            "a list of globs over table names or database.table such as [\"bookings\", \"tmp_*\"]");

    static final Key<List<String>> INCLUDE = Key.defaulted(
            "include",
            GLOBS,
            "[\"*\"]",
            "Tables to replicate: globs (`*` and `?`) over the table's name or over `database.table`.");
    static final Key<List<String>> EXCLUDE =
            Key.defaulted("exclude", GLOBS, "[]", "Tables to leave out of those included.");
    static final Section<TableSelection> SECTION = new Section<>(
            "Which tables of the source's database are replicated.",
            List.of(INCLUDE, EXCLUDE),
            given -> selection(given.get(INCLUDE), given.get(EXCLUDE)));

    private TableSettings() {}

    private static TableSelection selection(List<String> include, List<String> exclude) {
        if (include.isEmpty()) {
            throw new InvalidSetting(
                    "include", "found an empty list; expected a table at least, or no such key for all");
        }
        return new TableSelection(include.equals(List.of("*")) ? List.of() : include, exclude);
    }
}
