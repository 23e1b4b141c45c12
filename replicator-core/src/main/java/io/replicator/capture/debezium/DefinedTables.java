package io.replicator.capture.debezium;

import io.debezium.antlr.AntlrDdlParser;
import io.debezium.connector.mariadb.antlr.MariaDbAntlrDdlParser;
import io.debezium.connector.mariadb.charset.MariaDbCharsetRegistry;
import io.debezium.connector.mysql.antlr.MySqlAntlrDdlParser;
import io.debezium.connector.mysql.charset.MySqlCharsetRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.Tables;
import io.debezium.relational.Tables.TableFilter;
import io.debezium.relational.ddl.DdlChanges;
import io.debezium.relational.ddl.DdlParserListener.Event;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tables as Debezium's parser sees them: those it has learnt, and what statements made of them. Owned by one thread. */
final class DefinedTables {
    private final AntlrDdlParser<?, ?> parser;
    private final boolean anyCase;
    private final Map<TableId, Table> learnt = new LinkedHashMap<>();
    private final Tables current;

    /** @param anyCase whether the server takes table names in upper and lower case for the same */
    DefinedTables(boolean mariaDb, boolean anyCase) {
        this.parser = mariaDb
                ? new MariaDbAntlrDdlParser(true, false, false, TableFilter.includeAll(), new MariaDbCharsetRegistry())
                : new MySqlAntlrDdlParser(true, false, false, TableFilter.includeAll(), new MySqlCharsetRegistry());
        this.anyCase = anyCase;
        this.current = new Tables(anyCase);
    }

    void learn(io.replicator.schema.Table table) {
        if (learnt.containsKey(table.id())) {
            return;
        }
        String sql = PlainDefinition.of(table);
        parse(table.id().schema(), sql);
        Table parsed = now(table.id());
        if (parsed == null) {
            throw new ReplicationException(
                    ErrorKind.UNSUPPORTED, "the structure of table " + table.id() + " cannot be understood: " + sql);
        }
        learnt.put(table.id(), parsed);
    }

    /** @return what the statement does, as far as the parser tells */
    List<Event> parse(String database, String sql) {
        parser.setCurrentDatabase(database);
        DdlChanges changes = parser.parse(sql, current);
        List<Event> all = new ArrayList<>();
        changes.getEventsByDatabase((name, events) -> all.addAll(events));
        return all;
    }

    Set<TableId> learnt() {
        return learnt.keySet();
    }

    /** A learnt table as it was learnt. */
    Table asLearnt(TableId id) {
        return learnt.get(id);
    }

    /** A table as it is after all statements, or {@code null} if it is gone. */
    @Nullable
    Table now(TableId id) {
        return current.forTable(debeziumId(id));
    }

    /** The learnt tables as they are after all statements. */
    Map<TableId, @Nullable Table> now() {
        Map<TableId, @Nullable Table> now = new LinkedHashMap<>();
        learnt.keySet().forEach(id -> now.put(id, now(id)));
        return now;
    }

    void remove(TableId id) {
        current.removeTable(debeziumId(id));
    }

    /** The learnt table that a statement calls so. */
    Optional<TableId> learnt(TableId named) {
        return learnt.keySet().stream()
                .filter(table -> isSame(table.schema(), named.schema()) && isSame(table.name(), named.name()))
                .findFirst();
    }

    boolean isSame(String name, String other) {
        return anyCase ? name.equalsIgnoreCase(other) : name.equals(other);
    }

    static TableId ourId(io.debezium.relational.TableId id) {
        return new TableId(id.catalog() == null ? "" : id.catalog(), id.table());
    }

    private static io.debezium.relational.TableId debeziumId(TableId id) {
        return new io.debezium.relational.TableId(id.schema(), null, id.name());
    }
}
