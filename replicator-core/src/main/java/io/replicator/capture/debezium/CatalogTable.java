package io.replicator.capture.debezium;

import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A table of the source's catalog of today, comparable with what a parser makes of statements. */
record CatalogTable(Table table, io.debezium.relational.Table parsed) {

    static CatalogTable of(Table table) {
        DefinedTables alone = new DefinedTables(table.engine().equals("mariadb"), false);
        alone.learn(table);
        return new CatalogTable(table, alone.asLearnt(table.id()));
    }

    /** The column of this shape, if the catalog still has it. */
    Optional<Column> column(io.debezium.relational.Column wanted) {
        io.debezium.relational.Column here = parsed.columnWithName(wanted.name());
        boolean same = here != null && ColumnShape.of(wanted).isThatOf(ColumnShape.of(here));
        return same ? Optional.of(table.column(here.name())) : Optional.empty();
    }

    /** Whether all columns are the same, so that indexes and constraints of today are about these. */
    boolean agreesWith(List<io.debezium.relational.Column> columns) {
        List<ColumnShape> here = ColumnShape.of(parsed.columns());
        List<ColumnShape> there = ColumnShape.of(columns);
        return here.size() == there.size()
                && IntStream.range(0, here.size()).allMatch(i -> there.get(i).isThatOf(here.get(i)));
    }
}
