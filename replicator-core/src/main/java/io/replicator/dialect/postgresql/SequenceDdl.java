package io.replicator.dialect.postgresql;

import io.replicator.schema.Sequence;
import java.util.List;

/** Makes a sequence of another database and lets it go on from where that one is. */
final class SequenceDdl {
    private SequenceDdl() {}

    static List<String> statements(Sequence sequence) {
        String name = PostgresNames.qualified(sequence.id());
        String create = "CREATE SEQUENCE IF NOT EXISTS " + name + " INCREMENT BY " + sequence.increment() + " MINVALUE "
                + sequence.minimum() + " MAXVALUE " + sequence.maximum() + " START WITH " + sequence.next() + " CACHE "
                + Math.max(1, sequence.cached()) + (sequence.cycles() ? " CYCLE" : "");
        return List.of(
                create,
                "SELECT setval(" + literal(name) + ", " + sequence.next() + ", false) FROM " + name + " WHERE "
                        + ahead(sequence));
    }

    /** One that begins again has no direction. */
    private static String ahead(Sequence sequence) {
        if (sequence.cycles()) {
            return "true";
        }
        return sequence.next() + (sequence.increment() > 0 ? " > last_value" : " < last_value");
    }

    private static String literal(String name) {
        return "'" + name.replace("'", "''") + "'";
    }
}
