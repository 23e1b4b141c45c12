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
 * What MariaDB's log has of a row besides its columns: of system-versioned tables from when to when the row was valid, and for
 * each unique key by hash, as those over long texts are, the hash. An update of a versioned row is logged with an insertion
 * of the former version, a deletion as an update that ends the version.
 */
final class RowVersions {
    /** The end of a row that has not ended; since 11.5 times reach further. */
    private static final Set<String> NEVER = Set.of("2038-01-19 03:14:07.999999+00", "2106-02-07 06:28:15.999999+00");

    private RowVersions() {}

    static boolean areLogged(Table table) {
        return StorageOptions.isVersioned(table.options());
    }

    /** The columns that the log has of a table. */
    static List<Column> columns(Table table) {
        List<Column> columns = new ArrayList<>(table.columns());
        if (areLogged(table)) {
            columns.add(hidden("row_start", new LogicalType.Instant(6), "timestamp(6)"));
            columns.add(hidden("row_end", new LogicalType.Instant(6), "timestamp(6)"));
        }
        for (int i = 1; i <= hashes(table); i++) {
            columns.add(hidden("DB_ROW_HASH_" + i, new LogicalType.Int(8, true), "bigint unsigned"));
        }
        return columns;
    }

    private static long hashes(Table table) {
        boolean stored = table.engine().equals("mariadb") && !table.options().contains("ENGINE=MEMORY");
        return table.indexes().stream()
                .filter(index -> stored && index.unique() && index.kind().equals("hash"))
                .count();
    }

    private static Column hidden(String name, LogicalType type, String nativeType) {
        return new Column(name, type, nativeType, null, null, true, null, null, false, true, false, "");
    }

    /** @param columns how many the table has */
    static boolean isCurrent(Row row, int columns) {
        return NEVER.contains(String.valueOf(row.get(columns + 1)));
    }

    static Row visible(Row row, int columns) {
        @Nullable Object[] values = new Object[columns];
        Arrays.setAll(values, row::get);
        return new Row(values);
    }
}
