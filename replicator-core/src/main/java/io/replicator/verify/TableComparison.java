package io.replicator.verify;

import io.replicator.change.Row;
import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotReading.Decoder;
import io.replicator.dialect.SourceEngine;
import io.replicator.dialect.TableReader;
import io.replicator.dialect.TargetEngine;
import io.replicator.progress.ComparisonResult;
import io.replicator.schema.Column;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares one table row by row while neither connection sees changes: streams the source, looks each row up on the target
 * by its key, and compares the counts, so that neither side's sort order matters. A table without a key is compared as a
 * multiset. Used by one thread.
 */
public final class TableComparison {
    private final SourceEngine sourceEngine;
    private final TargetEngine targetEngine;

    public TableComparison(SourceEngine sourceEngine, TargetEngine targetEngine) {
        this.sourceEngine = sourceEngine;
        this.targetEngine = targetEngine;
    }

    /** @param source a reader of an open {@link io.replicator.dialect.SnapshotView} */
    public ComparisonResult compare(Connection source, Connection target, TableMapping mapping) throws SQLException {
        return compare(source, target, mapping, rows -> {});
    }

    /** @param progress is told, from time to time, how many rows of the source have been compared */
    ComparisonResult compare(Connection source, Connection target, TableMapping mapping, LongConsumer progress)
            throws SQLException {
        TableReader reader = targetEngine.reader(target, mapping);
        return mapping.key().isEmpty()
                ? compareWhole(source, reader, mapping)
                : compareByKey(source, reader, mapping, progress);
    }

    private ComparisonResult compareByKey(
            Connection source, TableReader reader, TableMapping mapping, LongConsumer progress) throws SQLException {
        KeyedDifference difference = new KeyedDifference(mapping, reader);
        RowBatch batch = new RowBatch();
        stream(source, mapping, row -> {
            batch.add(row);
            if (batch.isFull()) {
                difference.compare(batch.take());
                progress.accept(difference.sourceRows());
            }
        });
        difference.compare(batch.take());
        return difference.result();
    }

    private ComparisonResult compareWhole(Connection source, TableReader reader, TableMapping mapping)
            throws SQLException {
        RowSums sums = new RowSums(mapping);
        stream(source, mapping, sums::addSource);
        reader.readAll(sums::addTarget);
        RowMultiset rows = new RowMultiset(sums);
        if (sums.suspects() > 0) {
            stream(source, mapping, rows::addSource);
            reader.readAll(rows::addTarget);
        }
        return rows.result(mapping.source().id());
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
