package io.replicator.capture.debezium;

import io.debezium.antlr.AntlrDdlParser;
import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.connector.mariadb.charset.MariaDbCharsetRegistry;
import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.connector.mysql.charset.MySqlCharsetRegistry;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.debezium.relational.Tables;
import io.debezium.relational.Tables.TableFilter;
import io.debezium.relational.ddl.DdlChanges;
import io.debezium.relational.ddl.DdlParserListener;
import io.debezium.relational.ddl.DdlParserListener.Event;
import io.debezium.relational.ddl.DdlParserListener.EventType;
import io.debezium.text.MultipleParsingExceptions;
import io.debezium.text.ParsingException;
import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.ChangeEvent.TableTruncated;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows statements that define tables with Debezium's parser, and says which captured tables they change. A structure
 * counts as changed when it differs from the captured one, so that a repeated statement changes nothing. The parser learns a
 * captured table when the first statement names it. Owned by the binlog thread.
 */
final class CapturedStructure {
    /** Change or hide rows without logging any. */
    private static final Pattern UNLOGGED_CHANGE = Pattern.compile(
            "\\b(?:(?:TRUNCATE|DROP|EXCHANGE|DISCARD|IMPORT)\\s+PARTITION|(?:DISCARD|IMPORT)\\s+TABLESPACE)\\b",
            Pattern.CASE_INSENSITIVE);

    private final AntlrDdlParser<?, ?> parser;
    private final List<io.replicator.schema.Table> tables;
    private final boolean anyCase;
    private final Map<TableId, Table> captured = new LinkedHashMap<>();
    private final Tables current;

    /** @param anyCase whether the server takes table names in upper and lower case for the same */
    CapturedStructure(Collection<io.replicator.schema.Table> tables, boolean anyCase) {
        this.tables = List.copyOf(tables);
        this.parser = parser(tables.stream().anyMatch(table -> table.engine().equals("mariadb")));
        this.anyCase = anyCase;
        this.current = new Tables(anyCase);
    }

    private static AntlrDdlParser<?, ?> parser(boolean mariaDb) {
        return mariaDb
                ? new MariaDbAntlrDdlParser(true, false, false, TableFilter.includeAll(), new MariaDbCharsetRegistry())
                : new MySqlAntlrDdlParser(true, false, false, TableFilter.includeAll(), new MySqlCharsetRegistry());
    }

    /**
     * What a statement does to captured tables; empty if it concerns others.
     *
     * @param before the place before the statement, for messages
     * @throws ReplicationException if it names a captured table and cannot be understood
     */
    List<ChangeEvent> changes(String database, LoggedStatement statement, SourcePosition before) {
        List<io.replicator.schema.Table> mentioned = tables.stream()
                .filter(table -> statement.mayDefine(table.id(), database))
                .toList();
        if (mentioned.isEmpty()) {
            return List.of();
        }
        try {
            mentioned.forEach(this::learn);
            return follow(database, statement);
        } catch (ParsingException | MultipleParsingExceptions e) {
            throw new ReplicationException(
                    ErrorKind.UNSUPPORTED,
                    "a statement of the source behind " + before + " cannot be understood: " + statement.text(),
                    e);
        }
    }

    private void learn(io.replicator.schema.Table table) {
        if (captured.containsKey(table.id())) {
            return;
        }
        String sql = PlainDefinition.of(table);
        parse(table.id().schema(), sql);
        Table parsed = current.forTable(debeziumId(table.id()));
        if (parsed == null) {
            throw new ReplicationException(
                    ErrorKind.UNSUPPORTED, "the structure of table " + table.id() + " cannot be understood: " + sql);
        }
        captured.put(table.id(), parsed);
    }

    private List<ChangeEvent> follow(String database, LoggedStatement statement) {
        Map<TableId, Table> before = now();
        List<ChangeEvent> changes = new ArrayList<>();
        Set<TableId> touched = new LinkedHashSet<>();
        for (Event event : parse(database, statement.text())) {
            apply(event, touched, changes);
        }
        statement.indexedTable(database).flatMap(this::capturedId).ifPresent(touched::add);
        if (UNLOGGED_CHANGE.matcher(statement.text()).find()) {
            captured.keySet().stream()
                    .filter(table -> statement.mentions(table.name()))
                    .forEach(touched::add);
        }
        Map<TableId, Table> after = now();
        captured.keySet().stream()
                .filter(table -> before.get(table) != after.get(table))
                .forEach(touched::add);
        touched.forEach(table -> changes.add(
                new SchemaChanged(table, statement.text(), isChanged(table, after.get(table), statement.text()))));
        return changes;
    }

    private Map<TableId, Table> now() {
        Map<TableId, Table> now = new LinkedHashMap<>();
        captured.keySet().forEach(id -> now.put(id, current.forTable(debeziumId(id))));
        return now;
    }

    private List<Event> parse(String database, String sql) {
        parser.setCurrentDatabase(database);
        return eventsOf(parser.parse(sql, current));
    }

    private static List<Event> eventsOf(DdlChanges changes) {
        List<Event> all = new ArrayList<>();
        changes.getEventsByDatabase((database, events) -> all.addAll(events));
        return all;
    }

    private void apply(Event event, Set<TableId> touched, List<ChangeEvent> changes) {
        if (event instanceof DdlParserListener.TableEvent table) {
            Optional<TableId> id = capturedId(ourId(table.tableId()));
            if (event.type() == EventType.TRUNCATE_TABLE) {
                id.ifPresent(truncated -> changes.add(new TableTruncated(truncated)));
            } else {
                id.ifPresent(touched::add);
            }
        } else if (event instanceof DdlParserListener.DatabaseEvent dropped
                && event.type() == EventType.DROP_DATABASE) {
            captured.keySet().stream()
                    .filter(table -> isSame(table.schema(), dropped.databaseName()))
                    .forEach(table -> {
                        current.removeTable(debeziumId(table));
                        touched.add(table);
                    });
        }
    }

    private Optional<TableId> capturedId(TableId named) {
        return captured.keySet().stream()
                .filter(table -> isSame(table.schema(), named.schema()) && isSame(table.name(), named.name()))
                .findFirst();
    }

    private boolean isSame(String name, String other) {
        return anyCase ? name.equalsIgnoreCase(other) : name.equals(other);
    }

    private static TableId ourId(io.debezium.relational.TableId id) {
        return new TableId(id.catalog() == null ? "" : id.catalog(), id.table());
    }

    private static io.debezium.relational.TableId debeziumId(TableId id) {
        return new io.debezium.relational.TableId(id.schema(), null, id.name());
    }

    private boolean isChanged(TableId id, @Nullable Table after, String sql) {
        Table before = captured.get(id);
        return after == null
                || UNLOGGED_CHANGE.matcher(sql).find()
                || !Shape.of(before.columns()).equals(Shape.of(after.columns()))
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
    private static boolean isKeyChanged(Table before, Table after, String sql) {
        boolean spoken = !before.primaryKeyColumnNames().isEmpty()
                || sql.toUpperCase(java.util.Locale.ROOT).contains("PRIMARY");
        return spoken && !before.primaryKeyColumnNames().equals(after.primaryKeyColumnNames());
    }

    /** What counts in a column; defaults, comments and display widths of integers do not. */
    private record Shape(
            String name,
            String type,
            int length,
            @Nullable Integer scale,
            @Nullable String charset,
            List<String> labels,
            boolean nullable,
            boolean generated) {

        static List<Shape> of(List<Column> columns) {
            return columns.stream().map(Shape::of).toList();
        }

        private static Shape of(Column column) {
            String type = type(column.typeName());
            boolean sized = !type.contains("INT") && !type.startsWith("YEAR");
            return new Shape(
                    column.name(),
                    type,
                    sized ? column.length() : 0,
                    column.scale().orElse(null),
                    charset(column.charsetName()),
                    column.enumValues() == null ? List.of() : column.enumValues(),
                    column.isOptional(),
                    column.isGenerated());
        }

        private static String type(String name) {
            return name.toUpperCase(java.util.Locale.ROOT)
                    .replace("INTEGER", "INT")
                    .replaceFirst("^(?:NUMERIC|DEC|FIXED)\\b", "DECIMAL")
                    .replaceFirst("^BOOL(?:EAN)?\\b", "TINYINT")
                    .replaceFirst("^CHARACTER VARYING\\b", "VARCHAR")
                    .replaceFirst("^CHARACTER\\b", "CHAR")
                    .replaceFirst("^DOUBLE PRECISION\\b|^REAL\\b", "DOUBLE");
        }

        private static @Nullable String charset(@Nullable String name) {
            return "utf8".equals(name) ? "utf8mb3" : name;
        }
    }
}
