package io.replicator.capture.debezium;

import io.debezium.relational.Column;
import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Existing;
import io.replicator.schema.KeptParts;
import io.replicator.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts the structure behind an ALTER TABLE together, column by column. */
final class AlteredTable {
    private static final Pattern KEYS = Pattern.compile(
            "\\b(?:INDEX|KEY|UNIQUE|FULLTEXT|SPATIAL|CONSTRAINT|CHECK|FOREIGN|REFERENCES)\\b",
            Pattern.CASE_INSENSITIVE);

    private final Table captured;
    private final io.debezium.relational.Table before;
    private final io.debezium.relational.Table after;
    private final String sql;
    private final Optional<CatalogTable> catalog;
    private final Map<String, String> renamed = new HashMap<>();
    private final Map<String, Existing> added = new HashMap<>();

    /** @param catalog the table as it is now, if it is still there */
    AlteredTable(
            Table captured,
            io.debezium.relational.Table before,
            io.debezium.relational.Table after,
            String sql,
            Optional<CatalogTable> catalog) {
        this.captured = captured;
        this.before = before;
        this.after = after;
        this.sql = sql;
        this.catalog = catalog;
    }

    Redefinition redefinition() {
        List<io.replicator.schema.Column> columns = new ArrayList<>();
        for (Column column : after.columns()) {
            Optional<io.replicator.schema.Column> known = column(column);
            if (known.isEmpty()) {
                return new Redefinition.Unknown(
                        captured.id(),
                        "The source's catalog no longer has column " + column.name() + " as the statement left it",
                        false);
            }
            columns.add(known.get());
        }
        return new Redefinition.Altered(captured, table(columns), renamed, added);
    }

    private Optional<io.replicator.schema.Column> column(Column column) {
        Column old = before.columnWithName(column.name());
        if (old != null && isSame(old, column)) {
            return Optional.of(captured.column(old.name()));
        }
        Optional<io.replicator.schema.Column> now = catalog.flatMap(table -> table.column(column))
                .filter(found -> new ParsedDefault(column, sql).agreesWith(found));
        if (old == null) {
            Optional<String> from = renamedFrom(column.name());
            from.ifPresentOrElse(
                    name -> renamed.put(column.name(), name),
                    () -> now.ifPresent(found -> added.put(column.name(), ExistingRows.value(found))));
        }
        return now;
    }

    /** Where it stands does not count. */
    private static boolean isSame(Column old, Column column) {
        return column.edit().position(old.position()).create().equals(old);
    }

    /** The column that is gone and that the statement says to be this one now. */
    private Optional<String> renamedFrom(String name) {
        return before.columns().stream()
                .map(Column::name)
                .filter(old -> after.columnWithName(old) == null && isRenamed(old, name))
                .findFirst();
    }

    private boolean isRenamed(String old, String name) {
        String change = "\\bCHANGE\\s+(?:COLUMN\\s+)?(?:IF\\s+EXISTS\\s+)?" + quoted(old) + "\\s+" + quoted(name);
        String rename = "\\bRENAME\\s+COLUMN\\s+(?:IF\\s+EXISTS\\s+)?" + quoted(old) + "\\s+TO\\s+" + quoted(name);
        return Pattern.compile("(?:" + change + "|" + rename + ")(?![\\w$])", Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }

    private static String quoted(String name) {
        return "(?:`" + Pattern.quote(name.replace("`", "``")) + "`|" + Pattern.quote(name) + ")";
    }

    private Table table(List<io.replicator.schema.Column> columns) {
        List<String> key = CapturedStructure.isKeyChanged(before, after, sql)
                ? after.primaryKeyColumnNames()
                : captured.primaryKey().stream().map(this::nowCalled).toList();
        Table kept = new KeptParts(captured, columns).table(key);
        if (catalog.isEmpty() || !catalog.get().agreesWith(after.columns()) || !isAboutKeys()) {
            return kept;
        }
        Table now = new KeptParts(catalog.get().table(), columns).table(key);
        // A key that a table got while it was replicated would have to be on the target before its rows are found by
        // it.
        return captured.hasRowKey() || !now.hasRowKey() ? now : kept;
    }

    private boolean isAboutKeys() {
        return KEYS.matcher(sql).find()
                || !renamed.isEmpty()
                || before.columns().size() > after.columns().size();
    }

    private String nowCalled(String column) {
        return renamed.entrySet().stream()
                .filter(entry -> entry.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(column);
    }
}
