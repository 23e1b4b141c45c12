package io.replicator.pipeline.plan;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import java.util.List;

/** What the user wants other than it is at the source. @param excluded columns that do not go to the target */
public record PlanChoices(ColumnGlobs excluded, TableRenames renames, TypeOverrides types) {
    public static final PlanChoices NONE = new PlanChoices(ColumnGlobs.NONE, TableRenames.NONE, TypeOverrides.NONE);

    /** A choice that concerns nothing is a mistake. */
    void requireMatches(List<Table> tables) {
        if (tables.isEmpty()) {
            return;
        }
        require("tables.exclude_columns", excluded.unmatched(tables));
        require("types.columns", types.unmatchedColumns(tables));
        require("types.from", types.unmatchedTypes(tables));
        require(
                "tables.rename",
                renames.unmatched(tables.stream().map(Table::id).toList()));
    }

    private static void require(String key, List<String> unmatched) {
        if (!unmatched.isEmpty()) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION,
                    key + " names what the selected tables do not have: " + String.join(", ", unmatched));
        }
    }
}
