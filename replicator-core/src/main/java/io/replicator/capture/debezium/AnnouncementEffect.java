package io.replicator.capture.debezium;

import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Altered;
import io.replicator.capture.Redefinition.Existing;
import io.replicator.capture.Redefinition.Unknown;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the structure that PostgreSQL's log announces in the source's catalog. It is not derived where the catalog has gone
 * on since, nor where a column may have got another name, or be gone while another is new: the log does not tell which.
 */
final class AnnouncementEffect {
    private final List<Table> tables;
    private final MissingValues missing;

    AnnouncementEffect(Collection<Table> tables, MissingValues missing) {
        this.tables = List.copyOf(tables);
        this.missing = missing;
    }

    List<Redefinition> of(Collection<SchemaChanged> changes, Collection<Table> catalog) throws SQLException {
        List<Redefinition> effects = new ArrayList<>();
        for (SchemaChanged change : changes) {
            Table captured = find(tables, change).orElseThrow();
            Optional<Table> now = find(catalog, change)
                    .filter(table -> RelationCheck.texts(table)
                            .equals(change.definition().columns()));
            effects.add(
                    now.isPresent()
                            ? effect(captured, now.get())
                            : new Unknown(captured.id(), "The source's catalog is ahead of the log", false));
        }
        return effects;
    }

    private static Optional<Table> find(Collection<Table> tables, SchemaChanged change) {
        return tables.stream()
                .filter(table -> table.id().equals(change.table()))
                .findFirst();
    }

    private Redefinition effect(Table captured, Table now) throws SQLException {
        List<Column> added = without(now, captured);
        if (!added.isEmpty() && !without(captured, now).isEmpty()) {
            return new Unknown(
                    captured.id(),
                    "The log does not tell a column of another name from one that is gone and a new one",
                    false);
        }
        Map<String, Existing> values = new HashMap<>();
        for (Column column : added) {
            values.put(column.name(), missing.of(now.id(), column));
        }
        return new Altered(captured, now, Map.of(), values);
    }

    private static List<Column> without(Table table, Table other) {
        return table.columns().stream()
                .filter(column ->
                        other.columns().stream().noneMatch(each -> each.name().equals(column.name())))
                .toList();
    }
}
