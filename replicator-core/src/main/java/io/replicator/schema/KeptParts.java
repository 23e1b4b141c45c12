package io.replicator.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A table with other columns: indexes and keys that need a column which is gone are left out. */
public record KeptParts(Table source, List<Column> columns) {

    public Table table(List<String> primaryKey) {
        Set<String> names = columns.stream().map(Column::name).collect(Collectors.toCollection(HashSet::new));
        List<Index> indexes = source.indexes().stream()
                .filter(index ->
                        index.parts().stream().allMatch(part -> part.column() == null || names.contains(part.column())))
                .toList();
        List<ForeignKey> foreignKeys = source.foreignKeys().stream()
                .filter(key -> names.containsAll(key.columns()))
                .toList();
        return new Table(
                source.id(),
                source.engine(),
                columns,
                primaryKey,
                indexes,
                foreignKeys,
                source.checks(),
                source.comment(),
                source.options(),
                source.requirements(),
                source.nextIdentity(),
                source.estimatedRows(),
                source.averageRowBytes());
    }
}
