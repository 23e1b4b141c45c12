package io.replicator.capture.debezium.wal;

import java.time.Instant;
import java.util.List;
import org.postgresql.replication.LogSequenceNumber;

/** A message of pgoutput, version 1; see "Logical Replication Message Formats" of PostgreSQL's manual. */
public sealed interface WalMessage {

    /** @param commitRecord where the record of its commit begins */
    record Begin(LogSequenceNumber commitRecord) implements WalMessage {}

    /** @param end just behind the record of the commit */
    record Commit(LogSequenceNumber end, Instant at) implements WalMessage {}

    /**
     * A table's structure, sent before its first change and whenever it has changed. Without generated columns.
     *
     * @param identity what is logged of old rows: d(efault), f(ull), i(ndex) or n(othing)
     */
    record Relation(int id, String schema, String name, char identity, List<Column> columns) implements WalMessage {
        public Relation {
            columns = List.copyOf(columns);
        }

        /** @param inIdentity whether it is among what is logged of old rows */
        public record Column(String name, boolean inIdentity, long type, int modifier) {}
    }

    record Insert(int relation, Tuple after) implements WalMessage {}

    record Update(int relation, Tuple before, Tuple after) implements WalMessage {}

    record Delete(int relation, Tuple before) implements WalMessage {}

    record Truncate(List<Integer> relations) implements WalMessage {
        public Truncate {
            relations = List.copyOf(relations);
        }
    }

    /** Nothing that concerns rows. */
    record Other() implements WalMessage {}
}
