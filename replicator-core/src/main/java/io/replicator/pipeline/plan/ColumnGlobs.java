package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import io.replicator.schema.Table;
import java.util.Collection;
import java.util.List;

/** Names columns by globs over {@code table.column} and {@code schema.table.column}. */
public record ColumnGlobs(List<String> globs) {
    public static final ColumnGlobs NONE = new ColumnGlobs(List.of());

    public ColumnGlobs {
        globs = List.copyOf(globs);
    }

    boolean matches(TableId table, String column) {
        return globs.stream().anyMatch(glob -> new Glob(glob).matches(table, column));
    }

    /** Those that name no column of these tables. */
    List<String> unmatched(Collection<Table> tables) {
        return globs.stream().filter(glob -> !isUsed(glob, tables)).toList();
    }

    static boolean isUsed(String glob, Collection<Table> tables) {
        Glob pattern = new Glob(glob);
        return tables.stream()
                .anyMatch(table ->
                        table.columns().stream().anyMatch(column -> pattern.matches(table.id(), column.name())));
    }
}
