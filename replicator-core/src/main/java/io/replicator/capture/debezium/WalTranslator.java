package io.replicator.capture.debezium;

import io.replicator.capture.debezium.wal.CapturedRelation;
import io.replicator.capture.debezium.wal.WalMessage;
import io.replicator.capture.debezium.wal.WalMessageReader;
import io.replicator.change.ChangeEvent;
import io.replicator.change.ChangeEvent.SchemaChanged;
import io.replicator.change.ChangeEvent.TableTruncated;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.dialect.postgresql.WalPosition;
import io.replicator.schema.Table;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Understands the messages of pgoutput as transactions of captured changes. Leaves out transactions up to the checkpoint,
 * as the server sends them again when the slot stands before it. Owned by the reading thread.
 */
final class WalTranslator {
    private final CapturedTransactions transactions;
    private final RelationCheck check;
    private final LogSequenceNumber start;
    private final Map<TableId, Table> tables;
    private final Map<Integer, CapturedRelation> relations = new HashMap<>();
    private final Map<Integer, SchemaChanged> changed = new HashMap<>();
    private boolean inTransaction;
    private boolean seen;

    WalTranslator(
            CapturedTransactions transactions, RelationCheck check, SourcePosition start, Collection<Table> tables) {
        this.transactions = transactions;
        this.check = check;
        this.start = WalPosition.place(start);
        this.tables = tables.stream().collect(Collectors.toMap(Table::id, Function.identity()));
    }

    boolean isInTransaction() {
        return inTransaction;
    }

    void translate(ByteBuffer message) throws InterruptedException, SQLException {
        int bytes = message.remaining();
        WalMessage read = WalMessageReader.read(message);
        if (read instanceof WalMessage.Begin begin) {
            inTransaction = true;
            seen = Long.compareUnsigned(begin.commitRecord().asLong(), start.asLong()) < 0;
            if (!seen) {
                // The log of others lies between the last commit and this one, and a copy may have begun there.
                transactions.moved(WalPosition.of(begin.commitRecord()));
            }
        } else if (read instanceof WalMessage.Commit commit) {
            inTransaction = false;
            if (!seen) {
                transactions.commit(WalPosition.of(commit.end()), commit.at());
            }
        } else if (read instanceof WalMessage.Relation relation) {
            define(relation);
        } else if (!seen) {
            change(read, bytes);
        }
    }

    private void define(WalMessage.Relation relation) throws SQLException {
        relations.remove(relation.id());
        changed.remove(relation.id());
        Table table = tables.get(check.table(relation));
        if (table != null) {
            Optional<SchemaChanged> change = check.change(table, relation);
            if (change.isPresent()) {
                changed.put(relation.id(), change.get());
            } else {
                relations.put(relation.id(), new CapturedRelation(table, relation));
            }
        }
    }

    private void change(WalMessage message, int bytes) throws InterruptedException {
        if (message instanceof WalMessage.Insert insert) {
            add(insert.relation(), relation -> relation.insert(insert.after()), bytes);
        } else if (message instanceof WalMessage.Update update) {
            add(update.relation(), relation -> relation.update(update.before(), update.after()), bytes);
        } else if (message instanceof WalMessage.Delete delete) {
            add(delete.relation(), relation -> relation.delete(delete.before()), bytes);
        } else if (message instanceof WalMessage.Truncate truncate) {
            for (int id : truncate.relations()) {
                add(id, relation -> new TableTruncated(relation.table().id()), bytes);
            }
        }
    }

    /** A change of structure stops the applier before the first row of it. */
    private void add(int id, Function<CapturedRelation, ChangeEvent> change, int bytes) throws InterruptedException {
        CapturedRelation relation = relations.get(id);
        SchemaChanged structure = changed.get(id);
        if (relation != null) {
            transactions.add(List.of(change.apply(relation)), bytes);
        } else if (structure != null) {
            transactions.add(List.of(structure), bytes);
        }
    }
}
