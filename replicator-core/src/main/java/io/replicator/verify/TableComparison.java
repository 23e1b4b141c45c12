package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotReading.Decoder;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TableReader;
import io.replicator.dialect.TargetEngine;
import io.replicator.schema.Column;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares one table row by row while nothing writes to it: streams the source, looks each row up on the target by its
 * key, and compares the counts, so that neither side's sort order matters. A table without a key is compared as a
 * multiset. Used by one thread.
 */
public final class TableComparison {
    private static final int BATCH_ROWS = 1_000;

    private final SourceEngine sourceEngine;
    private final TargetEngine targetEngine;

    public TableComparison(SourceEngine sourceEngine, TargetEngine targetEngine) {
        this.sourceEngine = sourceEngine;
        this.targetEngine = targetEngine;
    }

    /** @param source a reader of an open {@link io.replicator.dialect.SnapshotView} */
    public ComparisonResult compare(Connection source, Connection target, TableMapping mapping) throws SQLException {
        TableReader reader = targetEngine.reader(target, mapping);
        if (mapping.key().isEmpty()) {
            RowMultiset rows = new RowMultiset(mapping);
            stream(source, mapping, rows::addSource);
            reader.readAll(rows::addTarget);
            return rows.result();
        }
        KeyedDifference difference = new KeyedDifference(mapping, reader);
        List<Row> batch = new ArrayList<>();
        stream(source, mapping, row -> {
            batch.add(row);
            if (batch.size() == BATCH_ROWS) {
                difference.compare(batch);
                batch.clear();
            }
        });
        difference.compare(batch);
        return difference.result();
    }

    private void stream(Connection source, TableMapping mapping, TableReader.RowConsumer consumer) throws SQLException {
        List<ColumnMapping> columns = mapping.written();
        List<Column> read = columns.stream().map(ColumnMapping::source).toList();
        SnapshotReading reading = sourceEngine.snapshot();
        List<Decoder> decoders = read.stream().map(reading::decoder).toList();
        try (PreparedStatement select = reading.select(source, mapping.source(), read, List.of(), List.of());
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                @Nullable
                Object[] values = new Object[mapping.source().columns().size()];
                for (int i = 0; i < columns.size(); i++) {
                    ColumnMapping column = columns.get(i);
                    Object value = SnapshotReading.value(column.source(), decoders.get(i), result.getBytes(i + 1));
                    values[column.ordinal()] =
                            value instanceof String text ? column.rule().apply(text) : value;
                }
                consumer.accept(new Row(values));
            }
        }
    }
}
