package io.replicator.capture.debezium;

import io.replicator.capture.debezium.wal.WalMessage.Relation;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.Definition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the structure that the log announces with the captured one. Owned by the reading thread. */
final class RelationCheck {
    private static final String KEY = """
            WITH t AS (
              SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = ? AND c.relname = ?)
            SELECT NOT EXISTS (SELECT FROM t) OR EXISTS (
              SELECT FROM pg_index i JOIN t ON t.oid = i.indrelid
              WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND ? = (
                SELECT string_agg(a.attname, E'\\n' ORDER BY a.attname COLLATE "C") FROM pg_attribute a
                WHERE a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])))""";

    private static final String NUMBERS = """
            SELECT c.oid::int8, n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p')""";

    private final Connection connection;
    /** The captured tables by the numbers with which the log announces them, as the catalog had them at the start. */
    private final Map<Integer, TableId> numbers = new HashMap<>();

    /** @param connection on which types print as they did when the tables were read */
    RelationCheck(Connection connection, Collection<Table> tables) throws SQLException {
        this.connection = connection;
        Set<TableId> captured = tables.stream().map(Table::id).collect(Collectors.toSet());
        numbers.putAll(numbers(connection));
        numbers.values().retainAll(captured);
    }

    private static Map<Integer, TableId> numbers(Connection connection) throws SQLException {
        Map<Integer, TableId> numbers = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(NUMBERS);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                numbers.put((int) row.getLong(1), new TableId(row.getString(2), row.getString(3)));
            }
        }
        return numbers;
    }

    /**
     * The table whose rows these are. What had another name for a while is still the same table.
     *
     * @throws ReplicationException of kind SCHEMA_CHANGED if a captured table has another name now
     */
    TableId table(Relation relation) throws SQLException {
        TableId announced = new TableId(relation.schema(), relation.name());
        TableId captured = numbers.getOrDefault(relation.id(), announced);
        if (!captured.equals(announced) && !captured.equals(numbers(connection).get(relation.id()))) {
            throw new ReplicationException(
                    ErrorKind.SCHEMA_CHANGED,
                    "the source calls table " + captured + " " + announced
                            + " now; give it its name back, or begin a new" + " pipeline");
        }
        return captured;
    }

    /** Empty if nothing has changed. */
    Optional<SchemaChanged> change(Table table, Relation relation) throws SQLException {
        List<String> captured = texts(table);
        List<String> announced = announced(relation);
        if (!captured.equals(announced)) {
            List<String> gone = new ArrayList<>(captured);
            gone.removeAll(announced);
            List<String> come = new ArrayList<>(announced);
            come.removeAll(captured);
            return Optional.of(changed(table, "columns " + gone + " became " + come, announced));
        }
        requireIdentity(table, relation);
        Set<String> key = relation.columns().stream()
                .filter(Relation.Column::inIdentity)
                .map(Relation.Column::name)
                .collect(Collectors.toSet());
        if (relation.identity() == 'f') {
            return isKeyThere(table) ? Optional.empty() : Optional.of(changed(table, "its key is gone", announced));
        }
        boolean sameKey = key.equals(new HashSet<>(table.rowKey()));
        return sameKey ? Optional.empty() : Optional.of(changed(table, "its key is now " + key, announced));
    }

    /** The columns as the log would announce them. */
    static List<String> texts(Table table) {
        return table.columns().stream()
                .filter(column -> !column.isGenerated())
                .map(RelationCheck::text)
                .toList();
    }

    private static SchemaChanged changed(Table table, String how, List<String> announced) {
        return new SchemaChanged(
                table.id(), Definition.announcement(how, table.id().schema(), announced), true);
    }

    /** What the log holds of old rows must go on to be enough. */
    private static void requireIdentity(Table table, Relation relation) {
        boolean enough = switch (relation.identity()) {
            case 'f' -> true;
            case 'd' -> table.hasPrimaryKey();
            case 'i' -> table.keyIndex().isPresent();
            default -> false;
        };
        if (!enough) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_SETTING,
                    "the replica identity of " + table.id()
                            + " was changed, so that the log does not hold enough of its old"
                            + " rows; ALTER TABLE ... REPLICA IDENTITY FULL"
                            + (table.hasPrimaryKey() ? " or DEFAULT" : "") + ", then copy the table again");
        }
    }

    /** Whole rows in the log do not tell that a unique key was dropped; a dropped table says nothing either. */
    private boolean isKeyThere(Table table) throws SQLException {
        if (table.keyIndex().isEmpty()) {
            return true;
        }
        try (PreparedStatement select = connection.prepareStatement(KEY)) {
            select.setString(1, table.id().schema());
            select.setString(2, table.id().name());
            select.setString(3, table.rowKey().stream().sorted().collect(Collectors.joining("\n")));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static String text(Column column) {
        return column.name() + " " + column.nativeType();
    }

    private List<String> announced(Relation relation) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT format_type(?::oid, ?::int)")) {
            for (Relation.Column column : relation.columns()) {
                select.setLong(1, column.type());
                select.setInt(2, column.modifier());
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    texts.add(column.name() + " " + row.getString(1));
                }
            }
        }
        return texts;
    }
}
