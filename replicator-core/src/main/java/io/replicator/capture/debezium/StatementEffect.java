package io.replicator.capture.debezium;

import io.debezium.text.MultipleParsingExceptions;
import io.debezium.text.ParsingException;
import io.replicator.capture.Redefinition;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.Definition;
import io.replicator.change.TableId;
import io.replicator.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Derives what a logged statement makes of captured tables: the parser says which columns there are, and for those that it
 * leaves alone the captured ones stay. What a new or changed column is in detail the source's catalog says, where it agrees.
 */
final class StatementEffect {
    private final Map<TableId, Table> tables;

    StatementEffect(Collection<Table> tables) {
        this.tables = tables.stream().collect(Collectors.toMap(Table::id, Function.identity()));
    }

    /** @param changes what one statement changes */
    List<Redefinition> of(Collection<SchemaChanged> changes, Collection<Table> catalog) {
        Definition statement = changes.iterator().next().definition();
        List<Table> concerned = changes.stream()
                .map(change -> tables.get(change.table()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (concerned.isEmpty()) {
            return changes.stream()
                    .flatMap(created -> new TableCreation(tables.values(), created).effects(catalog).stream())
                    .toList();
        }
        DefinedTables defined = new DefinedTables(CapturedStructure.isMariaDb(concerned), hasDistinctNames());
        try {
            concerned.forEach(defined::learn);
            defined.parse(statement.database(), statement.text());
        } catch (ParsingException | MultipleParsingExceptions e) {
            return unknown(concerned, "the parser does not understand the statement");
        }
        if (CapturedStructure.changesUnloggedRows(statement.text())) {
            return concerned.stream()
                    .map(table -> (Redefinition) new Redefinition.Unknown(
                            table.id(), "The statement changes rows of which the log says nothing", true))
                    .toList();
        }
        List<Redefinition> effects = new ArrayList<>();
        LoggedStatement logged = LoggedStatement.of(statement.text());
        concerned.forEach(table -> effects.add(effect(table, defined, logged, catalog)));
        return effects;
    }

    /** Whether no two captured tables differ in upper and lower case only, so that a statement may call them either way. */
    private boolean hasDistinctNames() {
        long names = tables.keySet().stream()
                .map(id -> id.toString().toLowerCase(java.util.Locale.ROOT))
                .distinct()
                .count();
        return names == tables.size();
    }

    private static List<Redefinition> unknown(List<Table> concerned, String reason) {
        return concerned.stream()
                .map(table -> (Redefinition) new Redefinition.Unknown(table.id(), reason, false))
                .toList();
    }

    private static Redefinition effect(
            Table captured, DefinedTables defined, LoggedStatement statement, Collection<Table> catalog) {
        Optional<CatalogTable> now = catalog.stream()
                .filter(table -> table.id().equals(captured.id()))
                .findFirst()
                .map(CatalogTable::of);
        Optional<TableSwap> swap = TableSwap.of(statement, captured);
        if (swap.isPresent()) {
            return swap.get().redefinition(now.map(CatalogTable::table));
        }
        io.debezium.relational.Table after = defined.now(captured.id());
        if (after == null) {
            return new Redefinition.Dropped(captured, statement.renames());
        }
        return new AlteredTable(captured, defined.asLearnt(captured.id()), after, statement.text(), now).redefinition();
    }
}
