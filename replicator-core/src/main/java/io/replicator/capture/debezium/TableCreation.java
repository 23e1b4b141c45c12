package io.replicator.capture.debezium;

import io.debezium.text.MultipleParsingExceptions;
import io.debezium.text.ParsingException;
import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Created;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.schema.Table;
import java.util.Collection;
import java.util.List;

/**
 * A CREATE TABLE without rows, of which the source's catalog still has the result. All else has to be copied, or is gone
 * again.
 */
record TableCreation(Collection<Table> captured, SchemaChanged change) {

    List<Redefinition> effects(Collection<Table> catalog) {
        LoggedStatement statement = LoggedStatement.of(change.statement());
        if (!statement.creates() || change.definition().withRows()) {
            return List.of();
        }
        try {
            return catalog.stream()
                    .filter(table -> table.id().equals(change.table()) && isAsCreated(statement, table))
                    .map(table -> (Redefinition) new Created(table))
                    .toList();
        } catch (ParsingException | MultipleParsingExceptions e) {
            return List.of();
        }
    }

    private boolean isAsCreated(LoggedStatement statement, Table now) {
        DefinedTables defined = new DefinedTables(now.engine().equals("mariadb"), false);
        captured.stream().filter(table -> statement.mentions(table.id().name())).forEach(defined::learn);
        defined.parse(change.definition().database(), statement.text());
        io.debezium.relational.Table parsed = defined.now(change.table());
        return parsed != null && CatalogTable.of(now).agreesWith(parsed.columns());
    }
}
