package io.replicator.capture.debezium;

import io.replicator.capture.debezium.wal.WalMessage.Relation;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the structure that the log announces with the captured one. Owned by the reading thread. */
final class RelationCheck {
    private final Connection connection;

    /** @param connection on which types print as they did when the tables were read */
    RelationCheck(Connection connection) {
        this.connection = connection;
    }

    /** Empty if nothing has changed. */
    Optional<SchemaChanged> change(Table table, Relation relation) throws SQLException {
        List<String> captured = table.columns().stream()
                .filter(column -> !column.isGenerated())
                .map(RelationCheck::text)
                .toList();
        List<String> announced = announced(relation);
        if (!captured.equals(announced)) {
            List<String> gone = new ArrayList<>(captured);
            gone.removeAll(announced);
            List<String> come = new ArrayList<>(announced);
            come.removeAll(captured);
            return Optional.of(changed(table, "columns " + gone + " became " + come));
        }
        requireIdentity(table, relation);
        Set<String> key = relation.columns().stream()
                .filter(Relation.Column::inIdentity)
                .map(Relation.Column::name)
                .collect(Collectors.toSet());
        boolean sameKey = relation.identity() == 'f' || key.equals(new HashSet<>(table.primaryKey()));
        return sameKey ? Optional.empty() : Optional.of(changed(table, "its primary key is now " + key));
    }

    private static SchemaChanged changed(Table table, String how) {
        return new SchemaChanged(table.id(), how, true);
    }

    /** What the log holds of old rows must go on to be enough. */
    private static void requireIdentity(Table table, Relation relation) {
        boolean enough = relation.identity() == 'f' || (relation.identity() == 'd' && table.hasPrimaryKey());
        if (!enough) {
            throw new ReplicationException(
                    ErrorKind.SOURCE_SETTING,
                    "the replica identity of " + table.id()
                            + " was changed, so that the log does not hold enough of its old"
                            + " rows; ALTER TABLE ... REPLICA IDENTITY FULL"
                            + (table.hasPrimaryKey() ? " or DEFAULT" : "") + ", then copy the table again");
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
