package io.replicator.capture.debezium.binlog;

import io.replicator.change.Row;
import io.replicator.dialect.mysql.StorageOptions;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * System-versioned tables of MariaDB: behind the columns of a row the log has from when to when the row was valid. An update
 * is logged with an insertion of the former version, a deletion as an update that ends the version.
 */
final class RowVersions {
    private static final int HIDDEN_COLUMNS = 2;
    /** The end of a row that has not ended; since 11.5 times reach further. */
    private static final Set<String> NEVER = Set.of("2038-01-19 03:14:07.999999+00", "2106-02-07 06:28:15.999999+00");

    private RowVersions() {}

    /** The columns that the log has of a table. */
    static List<Column> columns(Table table) {
        if (!StorageOptions.isVersioned(table.options())) {
            return table.columns();
        }
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(time("row_start"));
        columns.add(time("row_end"));
        return columns;
    }

    private static Column time(String name) {
        return new Column(
                name,
                new LogicalType.Instant(6),
                "timestamp(6)",
                null,
                null,
                false,
                null,
                null,
                false,
                true,
                false,
                "");
    }

    static boolean isCurrent(Row row) {
        return NEVER.contains(String.valueOf(row.get(row.size() - 1)));
    }

    static Row visible(Row row) {
        @Nullable Object[] values = new Object[row.size() - HIDDEN_COLUMNS];
        Arrays.setAll(values, row::get);
        return new Row(values);
    }
}
