package io.replicator.pipeline;

import io.replicator.dialect.SnapshotReading;
import io.replicator.dialect.SnapshotView;
import io.replicator.error.ReplicationException;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A value of a torture case that a target refuses.
 *
 * @param type as the source has it
 * @param reason what the operator is told
 */
record RefusedLiteral(String type, String sql, String reason) {

    /** Reads the values from the source, as the copy does, and asks the rule that both roads ask. */
    static List<RefusedLiteral> of(Pair pair) throws SQLException {
        String target = pair.target().engine().name();
        Map<String, TortureCase> cases = TortureCase.of(pair.sourceEngine()).stream()
                .filter(type -> !type.refused(target).isEmpty())
                .collect(Collectors.toMap(TortureCase::name, Function.identity()));
        if (cases.isEmpty()) {
            return List.of();
        }
        try (Replication replication = pair.open(pair.newDatabase()).releasing();
                Connection source = replication.source()) {
            create(source, pair, List.copyOf(cases.values()), target);
            List<RefusedLiteral> refused = new ArrayList<>();
            Source from = replication.sourceParts();
            try (SnapshotView view = from.engine().snapshot().open(from.endpoint(), 1, List.of())) {
                for (TableMapping mapping : new Preflight(from, replication.targetParts())
                        .plan()
                        .mappings()
                        .values()) {
                    TortureCase type = cases.get(mapping.source().id().name());
                    add(from.engine().snapshot(), view.readers().get(0), mapping, type, target, refused);
                }
            }
            return refused;
        }
    }

    private static void create(Connection source, Pair pair, List<TortureCase> cases, String target)
            throws SQLException {
        try (Statement statement = source.createStatement()) {
            statement.setEscapeProcessing(false);
            boolean postgreSql = pair.sourceEngine().equals("postgresql");
            statement.execute(postgreSql ? "SET timezone = 'UTC'" : "SET time_zone = '+00:00', sql_mode = ''");
            for (TortureCase type : cases) {
                for (String before : type.before()) {
                    statement.execute(before);
                }
                statement.execute("CREATE TABLE " + type.name() + " (id int PRIMARY KEY, v " + type.type() + " NULL)");
                for (int i = 0; i < type.refused(target).size(); i++) {
                    statement.execute("INSERT INTO " + type.name() + " VALUES (" + i + ", "
                            + type.refused(target).get(i) + ")");
                }
            }
        }
    }

    private static void add(
            SnapshotReading reading,
            Connection reader,
            TableMapping mapping,
            TortureCase type,
            String target,
            List<RefusedLiteral> refused)
            throws SQLException {
        ColumnMapping id = mapping.column("id");
        ColumnMapping column = mapping.column("v");
        try (PreparedStatement select = reading.select(
                        reader, mapping.source(), List.of(id.source(), column.source()), List.of(), List.of());
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Object number = SnapshotReading.value(id.source(), reading.decoder(id.source()), row.getBytes(1));
                Object value =
                        SnapshotReading.value(column.source(), reading.decoder(column.source()), row.getBytes(2));
                String sql = type.refused(target).get(Integer.parseInt(String.valueOf(number)));
                refused.add(new RefusedLiteral(type.type(), sql, reason(column, String.valueOf(value))));
            }
        }
    }

    private static String reason(ColumnMapping column, String value) {
        try {
            column.rule().apply(value);
            throw new AssertionError(
                    "not refused: a value of " + column.source().nativeType());
        } catch (ReplicationException e) {
            return String.valueOf(e.getMessage())
                    .replaceFirst("^Column \\S+ ", "")
                    .split("[.;,] ", 2)[0]
                    .replaceFirst("\\.$", "");
        }
    }
}
