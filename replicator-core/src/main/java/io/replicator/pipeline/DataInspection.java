package io.replicator.pipeline;

import io.replicator.change.Row;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotReading.Decoder;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TargetEngine;
import io.replicator.pipeline.plan.Doubt;
import io.replicator.schema.Column;
import io.replicator.schema.Index;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a table once, and counts the rows that will not arrive as they are. Used by one thread, for one table. */
final class DataInspection {
    private final SnapshotReading reading;
    private final TableMapping mapping;
    private final List<ColumnDoubts> columns;
    private final List<FoldedKey> keys;
    private final Map<List<String>, Doubt> doubts = new LinkedHashMap<>();

    DataInspection(SourceEngine source, TargetEngine target, TableMapping mapping) {
        this.reading = source.snapshot();
        this.mapping = mapping;
        this.columns = mapping.written().stream()
                .map(column -> ColumnDoubts.of(target, mapping.source(), column))
                .toList();
        this.keys = keys(target, mapping.source());
    }

    /** The keys over texts that the target may take for the same. */
    private List<FoldedKey> keys(TargetEngine target, Table table) {
        Stream<List<String>> unique = table.indexes().stream()
                .filter(index -> index.unique() && index.isPlain())
                .map(Index::columns);
        return Stream.concat(Stream.of(table.primaryKey()), unique)
                .filter(key ->
                        key.stream().anyMatch(name -> target.types().comparesMoreLoosely(table, table.column(name))))
                .map(key -> new FoldedKey(table, key))
                .toList();
    }

    /** @param connection a snapshot's reader */
    List<Doubt> inspect(Connection connection) throws SQLException {
        List<Column> read =
                mapping.written().stream().map(ColumnMapping::source).toList();
        List<Decoder> decoders = read.stream().map(reading::decoder).toList();
        try (PreparedStatement select = reading.select(connection, mapping.source(), read, List.of(), List.of());
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                look(row(result, decoders));
            }
        }
        return List.copyOf(doubts.values());
    }

    private Row row(ResultSet result, List<Decoder> decoders) throws SQLException {
        @Nullable Object[] values = new Object[mapping.source().columns().size()];
        for (int i = 0; i < columns.size(); i++) {
            ColumnMapping column = columns.get(i).column();
            values[column.ordinal()] = SnapshotReading.value(column.source(), decoders.get(i), result.getBytes(i + 1));
        }
        return new Row(values);
    }

    private void look(Row row) {
        for (ColumnDoubts column : columns) {
            if (row.get(column.column().ordinal()) instanceof String text) {
                String subject = "column " + column.column().source().name();
                column.about(text).ifPresent(reason -> found(subject, reason, row));
            }
        }
        for (FoldedKey key : keys) {
            if (key.isTaken(row)) {
                found(
                        key.subject(),
                        "the same as that of another row but for case, accents or blanks at the end, which the target's"
                                + " collation may not tell apart",
                        row);
            }
        }
    }

    private void found(String subject, String reason, Row row) {
        doubts.compute(List.of(subject, reason), (same, before) -> {
            String example = before == null ? keyOf(row) : before.exampleKey();
            long rows = before == null ? 1 : before.rows() + 1;
            return new Doubt(mapping.source().id(), subject, reason, rows, example);
        });
    }

    private String keyOf(Row row) {
        return mapping.key().stream()
                .map(column -> column.source().name() + "=" + text(row.get(column.ordinal())))
                .collect(Collectors.joining(", "));
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] binary ? HexFormat.of().formatHex(binary) : String.valueOf(value);
    }
}
