package io.replicator.capture.debezium;

import io.debezium.relational.Table;
import io.debezium.relational.ddl.DdlParserListener;
import io.debezium.relational.ddl.DdlParserListener.Event;
import io.debezium.relational.ddl.DdlParserListener.EventType;
import io.debezium.text.MultipleParsingExceptions;
import io.debezium.text.ParsingException;
import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.ChangeEvent.TableTruncated;
import io.replicator.change.Definition;
import io.replicator.change.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows statements that define tables, and says which captured tables they change. A structure counts as changed when it
 * differs from the captured one, so that a repeated statement changes nothing. The parser learns a captured table when the
 * first statement names it. Owned by the binlog thread.
 */
final class CapturedStructure {
    /** Change or hide rows without logging any. */
    private static final Pattern UNLOGGED_CHANGE = Pattern.compile(
            "\\b(?:CREATE\\s+OR\\s+REPLACE\\s+TABLE|(?:TRUNCATE|DROP|EXCHANGE|DISCARD|IMPORT)\\s+PARTITION|(?:DISCARD|IMPORT)\\s+TABLESPACE)\\b",
            Pattern.CASE_INSENSITIVE);

    private final List<io.replicator.schema.Table> tables;
    private final Predicate<TableId> toCome;
    private final DefinedTables defined;

    /**
     * @param toCome other tables of which one wants to know that they are new
     * @param anyCase whether the server takes table names in upper and lower case for the same
     */
    CapturedStructure(Collection<io.replicator.schema.Table> tables, Predicate<TableId> toCome, boolean anyCase) {
        this.tables = List.copyOf(tables);
        this.toCome = toCome;
        this.defined = new DefinedTables(isMariaDb(tables), anyCase);
    }

    static boolean isMariaDb(Collection<io.replicator.schema.Table> tables) {
        return tables.stream().anyMatch(table -> table.engine().equals("mariadb"));
    }

    static boolean changesUnloggedRows(String sql) {
        return UNLOGGED_CHANGE.matcher(sql).find();
    }

    /**
     * What a statement does to captured tables, and new ones; empty if it concerns others.
     *
     * @param withRows whether rows follow in its transaction
     */
    List<ChangeEvent> changes(String database, LoggedStatement statement, boolean withRows) {
        List<io.replicator.schema.Table> mentioned = tables.stream()
                .filter(table -> statement.mayDefine(table.id(), database))
                .toList();
        Definition definition = Definition.statement(statement.text(), database, withRows);
        if (mentioned.isEmpty()) {
            return statement.newTables(database).stream()
                    .filter(this::isToCome)
                    .map(table -> (ChangeEvent) new SchemaChanged(table, definition, true))
                    .toList();
        }
        try {
            mentioned.forEach(defined::learn);
            return follow(definition, statement);
        } catch (ParsingException | MultipleParsingExceptions e) {
            // Whoever applies it finds that it cannot be understood, and knows the way on.
            return mentioned.stream()
                    .map(table -> (ChangeEvent) new SchemaChanged(table.id(), definition, true))
                    .toList();
        }
    }

    private boolean isToCome(TableId created) {
        return toCome.test(created)
                && tables.stream().anyMatch(table -> defined.isSame(table.id().schema(), created.schema()))
                && tables.stream().noneMatch(table -> defined.isSame(table.id().name(), created.name()));
    }

    private List<ChangeEvent> follow(Definition definition, LoggedStatement statement) {
        Map<TableId, @Nullable Table> before = defined.now();
        List<ChangeEvent> changes = new ArrayList<>();
        Set<TableId> touched = new LinkedHashSet<>();
        for (Event event : defined.parse(definition.database(), statement.text())) {
            apply(event, touched, changes);
        }
        statement.indexedTable(definition.database()).flatMap(defined::learnt).ifPresent(touched::add);
        if (changesUnloggedRows(statement.text())) {
            defined.learnt().stream()
                    .filter(table -> statement.mentions(table.name()))
                    .forEach(touched::add);
        }
        Map<TableId, @Nullable Table> after = defined.now();
        defined.learnt().stream()
                .filter(table -> before.get(table) != after.get(table))
                .forEach(touched::add);
        touched.forEach(table -> changes.add(
                new SchemaChanged(table, definition, isChanged(table, after.get(table), statement.text()))));
        return changes;
    }

    private void apply(Event event, Set<TableId> touched, List<ChangeEvent> changes) {
        if (event instanceof DdlParserListener.TableEvent table) {
            Optional<TableId> id = defined.learnt(DefinedTables.ourId(table.tableId()));
            if (event.type() == EventType.TRUNCATE_TABLE) {
                id.ifPresent(truncated -> changes.add(new TableTruncated(truncated)));
            } else {
                id.ifPresent(touched::add);
            }
        } else if (event instanceof DdlParserListener.DatabaseEvent dropped
                && event.type() == EventType.DROP_DATABASE) {
            defined.learnt().stream()
                    .filter(table -> defined.isSame(table.schema(), dropped.databaseName()))
                    .forEach(table -> {
                        defined.remove(table);
                        touched.add(table);
                    });
        }
    }

    private boolean isChanged(TableId id, @Nullable Table after, String sql) {
        Table before = Objects.requireNonNull(defined.asLearnt(id));
        return after == null
                || changesUnloggedRows(sql)
                || !ColumnShape.of(before.columns()).equals(ColumnShape.of(after.columns()))
                || isKeyChanged(before, after, sql)
                || dropsKeyIndex(id, sql);
    }

    /** Debezium's parser does not follow secondary indexes, one of which may be what rows are found by. */
    private boolean dropsKeyIndex(TableId id, String sql) {
        return tables.stream()
                .filter(table -> table.id().equals(id))
                .flatMap(table -> table.keyIndex().stream())
                .anyMatch(index -> Pattern.compile(
                                "\\bDROP\\s+(?:INDEX|KEY|CONSTRAINT)\\s+(?:IF\\s+EXISTS\\s+)?`?"
                                        + Pattern.quote(index.name()) + "(?!\\w)",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(sql)
                        .find());
    }

    /** Debezium takes a unique key for the primary key of a table that has none. */
    static boolean isKeyChanged(Table before, Table after, String sql) {
        boolean spoken = !before.primaryKeyColumnNames().isEmpty()
                || sql.toUpperCase(Locale.ROOT).contains("PRIMARY");
        return spoken && !before.primaryKeyColumnNames().equals(after.primaryKeyColumnNames());
    }
}
