package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Types of the target that the user names; the first that fits counts.
 *
 * @param columns by globs over {@code table.column} and {@code schema.table.column}; they go before the others
 * @param from by globs over the type's text at the source
 */
public record TypeOverrides(Map<String, String> columns, Map<String, String> from) {
    public static final TypeOverrides NONE = new TypeOverrides(Map.of(), Map.of());

    public TypeOverrides {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        from = Collections.unmodifiableMap(new LinkedHashMap<>(from));
    }

    Optional<String> of(TableId table, Column column) {
        Optional<String> named = columns.entrySet().stream()
                .filter(entry -> new Glob(entry.getKey()).matches(table, column.name()))
                .map(Map.Entry::getValue)
                .findFirst();
        return named.or(() -> from.entrySet().stream()
                .filter(entry -> isOf(entry.getKey(), column))
                .map(Map.Entry::getValue)
                .findFirst());
    }

    private static boolean isOf(String type, Column column) {
        return new Glob(type).matchesAnyCase(column.nativeType());
    }

    List<String> unmatchedColumns(Collection<Table> tables) {
        return new ColumnGlobs(List.copyOf(columns.keySet())).unmatched(tables);
    }

    List<String> unmatchedTypes(Collection<Table> tables) {
        return from.keySet().stream()
                .filter(type -> tables.stream()
                        .noneMatch(table -> table.columns().stream().anyMatch(column -> isOf(type, column))))
                .toList();
    }
}
