package io.replicator.apply;

import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.Row;
import io.replicator.dialect.TableWriter;
import java.util.List;

/** Notes what is written, one text per statement, rows as their first two columns. */
final class RecordingWriter implements TableWriter {
    private final String table;
    private final List<String> log;

    RecordingWriter(String table, List<String> log) {
        this.table = table;
        this.log = log;
    }

    @Override
    public void upsert(List<Row> rows) {
        log.add(table + " upsert " + texts(rows));
    }

    @Override
    public int update(List<Row> rows) {
        log.add(table + " update " + texts(rows));
        return rows.size();
    }

    @Override
    public void delete(List<Row> rows) {
        log.add(table + " delete " + rows.stream().map(row -> row.get(0)).toList());
    }

    @Override
    public void moveKey(List<RowUpdated> updates) {
        log.add(table + " move "
                + updates.stream()
                        .map(update -> update.before().get(0) + "->" + text(update.after()))
                        .toList());
    }

    @Override
    public void insertWhole(List<Row> rows) {
        log.add(table + " insert " + texts(rows));
    }

    @Override
    public int deleteWhole(List<Row> rows) {
        log.add(table + " deleteWhole " + texts(rows));
        return rows.size();
    }

    @Override
    public void truncate() {
        log.add(table + " truncate");
    }

    @Override
    public void close() {}

    private static List<String> texts(List<Row> rows) {
        return rows.stream().map(RecordingWriter::text).toList();
    }

    private static String text(Row row) {
        return row.get(0) + ":" + row.get(1);
    }
}
