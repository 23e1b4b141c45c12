package io.replicator.capture.debezium;

import io.debezium.text.MultipleParsingExceptions;
import io.debezium.text.ParsingException;
import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Created;
import io.replicator.capture.Redefinition.Unknown;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A CREATE TABLE. What the source's catalog has no longer is not worth a thought: it is gone again. Otherwise the catalog
 * must have the table as it was created.
 */
record TableCreation(Collection<Table> captured, SchemaChanged change) {

    List<Redefinition> effects(Collection<Table> catalog) {
        LoggedStatement statement = LoggedStatement.of(change.statement());
        Optional<Table> now = catalog.stream()
                .filter(table -> table.id().equals(change.table()))
                .findFirst();
        if (now.isEmpty()) {
            return List.of();
        }
        if (statement.createsWithRows()) {
            return unknown("The table was created with rows that the log does not tell apart from it");
        }
        try {
            return isAsCreated(statement, now.get())
                    ? List.of(new Created(now.get()))
                    : unknown("The source's catalog no longer has the table as it was created");
        } catch (ParsingException | MultipleParsingExceptions e) {
            return unknown("The parser does not understand the statement");
        }
    }

    private boolean isAsCreated(LoggedStatement statement, Table now) {
        DefinedTables defined = new DefinedTables(now.engine().equals("mariadb"), false);
        captured.stream().filter(table -> statement.mentions(table.id().name())).forEach(defined::learn);
        defined.parse(change.definition().database(), statement.text());
        io.debezium.relational.Table parsed = defined.now(change.table());
        return parsed != null && CatalogTable.of(now).agreesWith(parsed.columns());
    }

    private List<Redefinition> unknown(String reason) {
        return List.of(new Unknown(change.table(), reason, true));
    }
}
