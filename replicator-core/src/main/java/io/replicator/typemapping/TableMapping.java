package io.replicator.typemapping;

import io.replicator.change.TableId;
import io.replicator.schema.Table;
import java.util.List;

/** How one source table is written: its columns in source order, generated ones included, excluded ones left out. */
public record TableMapping(Table source, TableId target, List<ColumnMapping> columns) {
    public TableMapping {
        columns = List.copyOf(columns);
    }

    /** The columns that carry values. */
    public List<ColumnMapping> written() {
        return columns.stream().filter(ColumnMapping::isWritten).toList();
    }

    /** The columns by which a row is found, in key order; empty if only the whole row tells. */
    public List<ColumnMapping> key() {
        return source.rowKey().stream().map(this::column).toList();
    }

    /** The primary key's columns in key order; empty for a table without one. */
    public List<ColumnMapping> primaryKey() {
        return source.primaryKey().stream().map(this::column).toList();
    }

    /** The mapping of a source column, by its source name. */
    public ColumnMapping column(String sourceName) {
        return columns.stream()
                .filter(column -> column.source().name().equals(sourceName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(source.id() + " has no column " + sourceName));
    }
}
