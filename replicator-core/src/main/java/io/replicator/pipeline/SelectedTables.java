package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads the selected tables of the source, and refuses a selection that cannot be meant. */
final class SelectedTables {
    private SelectedTables() {}

    static List<Table> read(Connection connection, Source source) throws SQLException {
        List<Table> tables = source.engine().tables(connection, source.selection());
        List<TableId> ids = tables.stream().map(Table::id).toList();
        List<String> unmatched = source.selection().unmatched(ids);
        if (!unmatched.isEmpty()) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION,
                    "tables.include names what is not in the database of " + source.endpoint() + ": "
                            + String.join(", ", unmatched));
        }
        if (tables.isEmpty()) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION, "No table of " + source.endpoint() + " is selected; see tables.include");
        }
        return tables;
    }
}
