package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Sequence;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sequences that no column takes its default from. They are made, and brought to where those of the source are,
 * when a session begins to stream and when it ends.
 */
final class FreeSequences {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSequences.class);

    private final Source source;
    private final Target target;

    FreeSequences(Source source, Target target) {
        this.source = source;
        this.target = target;
    }

    /** What the source has besides tables and the target does not get, one text each. */
    List<String> otherObjects(Connection connection) throws SQLException {
        List<String> texts = new ArrayList<>(source.engine().otherObjects(connection));
        selected(connection).stream()
                .filter(sequence -> statements(sequence).isEmpty())
                .forEach(sequence -> texts.add("sequence " + sequence.id().name()));
        return texts;
    }

    /** Rows are safe without it: a failure is told, and does not end the run. */
    void carry() {
        try (Connection from = source.engine().connect(source.endpoint())) {
            List<Sequence> sequences = selected(from);
            if (!sequences.isEmpty()) {
                write(sequences);
            }
        } catch (SQLException | ReplicationException e) {
            LOG.warn(
                    "The sequences of the source that no column uses could not be carried to the target, set them before the"
                            + " application uses it: {}",
                    e.getMessage());
        }
    }

    private List<Sequence> selected(Connection connection) throws SQLException {
        return source.engine().sequences(connection).stream()
                .filter(sequence -> source.selection().test(sequence.id()))
                .toList();
    }

    private void write(List<Sequence> sequences) throws SQLException {
        try (Connection to = target.engine().connect(target.endpoint());
                Statement statement = to.createStatement()) {
            for (Sequence sequence : sequences) {
                for (String sql : statements(sequence)) {
                    statement.execute(sql);
                }
            }
            to.commit();
        }
    }

    private List<String> statements(Sequence sequence) {
        TargetSchema schema = target.engine().schema();
        String name = target.settings().names().apply(sequence.id().name());
        return schema.sequence(sequence.as(new TableId(target.settings().targetSchema(), name)));
    }
}
