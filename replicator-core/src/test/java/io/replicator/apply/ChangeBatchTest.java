package io.replicator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.ChangeEvent.RowDeleted;
import io.replicator.change.ChangeEvent.RowInserted;
import io.replicator.change.ChangeEvent.RowUpdated;
import io.replicator.change.ChangeEvent.TableChange;
import io.replicator.change.Row;
import io.replicator.change.TableId;
import io.replicator.dialect.TableWriter;
import io.replicator.schema.Column;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.ForeignKey.Action;
import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.TableMapping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which changes are written together, and in which order. */
class ChangeBatchTest {
    private static final TableId PARENT = new TableId("shop", "parent");
    private static final TableId CHILD = new TableId("shop", "child");
    private static final TableId GRANDCHILD = new TableId("shop", "grandchild");
    private static final TableId LOG = new TableId("shop", "log");
    private static final TableId ROOM = new TableId("shop", "room");

    private final List<String> written = new ArrayList<>();
    private final ChangeBatch batch = new ChangeBatch(List.of(
            mapping(CHILD, List.of("id"), List.of(), List.of(cascade("parent_fk", PARENT))),
            mapping(GRANDCHILD, List.of("id"), List.of(), List.of(cascade("child_fk", CHILD))),
            mapping(LOG, List.of(), List.of(), List.of()),
            mapping(PARENT, List.of("id"), List.of(unique()), List.of()),
            mapping(ROOM, List.of("value", "id"), List.of(), List.of(following("room_fk", PARENT)))));

    @Test
    void changesOfOneKeyFoldToTheLastState() throws SQLException {
        apply(insert(PARENT, "1", "a"), update(PARENT, "1", "a", "1", "b"), update(PARENT, "1", "b", "1", "c"));
        assertThat(written).containsExactly("parent upsert [1:c]");
    }

    @Test
    void insertThenDeleteIsADelete() throws SQLException {
        apply(insert(PARENT, "1", "a"), delete(PARENT, "1", "a"));
        assertThat(written).containsExactly("parent delete [1]");
    }

    @Test
    void deleteThenInsertKeepsBothSoThatCascadesHappen() throws SQLException {
        apply(delete(PARENT, "1", "a"), insert(PARENT, "1", "b"));
        assertThat(written).containsExactly("parent delete [1]", "parent upsert [1:b]");
    }

    @Test
    void uniqueValueFreedByADeleteIsTakenInTheSameWrite() throws SQLException {
        apply(delete(PARENT, "1", "a"), insert(PARENT, "2", "a"));
        assertThat(written).containsExactly("parent delete [1]", "parent upsert [2:a]");
    }

    @Test
    void uniqueValueGivenUpByAnUpdateIsTakenInALaterWrite() throws SQLException {
        apply(update(PARENT, "1", "a", "1", "b"), insert(PARENT, "2", "a"));
        assertThat(written).containsExactly("parent upsert [1:b]", "parent upsert [2:a]");
    }

    @Test
    void swapOfUniqueValuesKeepsItsThreeSteps() throws SQLException {
        apply(
                update(PARENT, "1", "a", "1", "tmp"),
                update(PARENT, "2", "b", "2", "a"),
                update(PARENT, "1", "tmp", "1", "b"));
        assertThat(written).containsExactly("parent upsert [1:tmp]", "parent upsert [2:a]", "parent upsert [1:b]");
    }

    @Test
    void nullNeverCollides() throws SQLException {
        apply(update(PARENT, "1", null, "1", "b"), insert(PARENT, "2", null));
        assertThat(written).containsExactly("parent upsert [1:b, 2:null]");
    }

    @Test
    void parentsAreUpsertedBeforeAndDeletedAfterTheirChildren() throws SQLException {
        apply(insert(CHILD, "10", "1"), insert(PARENT, "1", "a"), delete(CHILD, "11", "2"), delete(PARENT, "2", "x"));
        assertThat(written)
                .containsExactly(
                        "child delete [11]", "parent delete [2]", "parent upsert [1:a]", "child upsert [10:1]");
    }

    @Test
    void parentIsNotDeletedBeforeAPendingChildOfIt() throws SQLException {
        apply(insert(CHILD, "10", "1"), delete(PARENT, "1", "a"));
        assertThat(written).containsExactly("child upsert [10:1]", "parent delete [1]");
    }

    @Test
    void childMovedAwayIsWrittenBeforeItsFormerParentGoes() throws SQLException {
        apply(update(CHILD, "10", "1", "10", "2"), delete(PARENT, "1", "a"));
        assertThat(written).containsExactly("child upsert [10:2]", "parent delete [1]");
    }

    @Test
    void cascadeMayReachFurtherThanTheBatchCanSee() throws SQLException {
        apply(insert(GRANDCHILD, "100", "10"), delete(PARENT, "1", "a"));
        assertThat(written).containsExactly("grandchild upsert [100:10]", "parent delete [1]");
    }

    @Test
    void rowWhoseKeyFollowedItsParentIsDeletedAfterTheParentMoved() throws SQLException {
        apply(update(PARENT, "1", "a", "2", "a"), delete(ROOM, "7", "2"));
        assertThat(written).containsExactly("parent move [1->2:a]", "room delete [7]");
    }

    @Test
    void parentDeletedTwiceCascadesTwice() throws SQLException {
        apply(delete(PARENT, "1", "a"), insert(PARENT, "1", "b"), delete(PARENT, "1", "b"));
        assertThat(written).containsExactly("parent delete [1]", "parent upsert [1:b]", "parent delete [1]");
    }

    @Test
    void keyChangeIsAMove() throws SQLException {
        apply(update(CHILD, "10", "1", "12", "1"), update(CHILD, "13", "1", "14", "1"));
        assertThat(written).containsExactly("child move [10->12:1, 13->14:1]");
    }

    @Test
    void rowMovesAfterTheParentThatItWillReferTo() throws SQLException {
        apply(insert(PARENT, "1", "a"), update(CHILD, "10", "2", "12", "1"));
        assertThat(written).containsExactly("parent upsert [1:a]", "child move [10->12:1]");
    }

    @Test
    void chainOfKeyChangesKeepsItsOrder() throws SQLException {
        apply(update(CHILD, "10", "1", "11", "1"), update(CHILD, "9", "1", "10", "1"), insert(CHILD, "9", "1"));
        assertThat(written).containsExactly("child move [10->11:1]", "child move [9->10:1]", "child upsert [9:1]");
    }

    @Test
    void tableWithoutAKeyKeepsEqualRowsApart() throws SQLException {
        apply(insert(LOG, "1", "x"), insert(LOG, "1", "x"));
        assertThat(written).containsExactly("log insert [1:x, 1:x]");
    }

    @Test
    void valueLeftOutOfTheLogIsTakenFromThePendingRow() throws SQLException {
        apply(insert(CHILD, "1", "a"), updateKeeping(CHILD, "1"));
        assertThat(written).containsExactly("child upsert [1:a]");
    }

    @Test
    void valueLeftOutOfTheLogIsLeftAloneOnTheTarget() throws SQLException {
        apply(updateKeeping(CHILD, "1"), update(CHILD, "2", "a", "2", "b"));
        assertThat(written).containsExactly("child upsert [2:b]", "child update [1:unknown]");
    }

    @Test
    void unknownUniqueValueMayBeTheOneThatTheNextRowTakes() throws SQLException {
        apply(updateOfUnknown(PARENT, "1", "b"), insert(PARENT, "2", "a"));
        assertThat(written).containsExactly("parent upsert [1:b]", "parent upsert [2:a]");
    }

    @Test
    void keptUniqueValueIsNotGivenUpUnlessItIsUnknownFromWhat() throws SQLException {
        apply(update(PARENT, "1", "a", "1", "b"), updateKeeping(PARENT, "2"));
        assertThat(written).containsExactly("parent upsert [1:b]", "parent update [2:unknown]");
    }

    @Test
    void rowThatMayHaveReferredToAParentIsWrittenBeforeTheParentGoes() throws SQLException {
        apply(updateOfUnknown(CHILD, "10", "2"), delete(PARENT, "1", "a"));
        assertThat(written).containsExactly("child upsert [10:2]", "parent delete [1]");
    }

    private static RowUpdated updateKeeping(TableId table, String id) {
        return new RowUpdated(table, new Row(id, Row.UNKNOWN), new Row(id, Row.UNKNOWN));
    }

    private static RowUpdated updateOfUnknown(TableId table, String id, String newValue) {
        return new RowUpdated(table, new Row(id, Row.UNKNOWN), new Row(id, newValue));
    }

    private void apply(TableChange... changes) throws SQLException {
        Map<TableId, TableWriter> writers = new HashMap<>();
        for (TableId table : List.of(PARENT, CHILD, GRANDCHILD, LOG, ROOM)) {
            writers.put(table, new RecordingWriter(table.name(), written));
        }
        for (TableChange change : changes) {
            if (!batch.join(change)) {
                batch.write(writers);
                assertThat(batch.join(change)).isTrue();
            }
        }
        batch.write(writers);
    }

    private static RowInserted insert(TableId table, String id, String value) {
        return new RowInserted(table, new Row(id, value));
    }

    private static RowUpdated update(TableId table, String id, String value, String newId, String newValue) {
        return new RowUpdated(table, new Row(id, value), new Row(newId, newValue));
    }

    private static RowDeleted delete(TableId table, String id, String value) {
        return new RowDeleted(table, new Row(id, value));
    }

    private static Index unique() {
        return new Index("value", true, "btree", List.of(new Index.Part("value", null, 0, false)), true, "");
    }

    private static ForeignKey cascade(String name, TableId parent) {
        return new ForeignKey(name, List.of("value"), parent, List.of("id"), Action.CASCADE, Action.NO_ACTION);
    }

    private static ForeignKey following(String name, TableId parent) {
        return new ForeignKey(name, List.of("value"), parent, List.of("id"), Action.CASCADE, Action.CASCADE);
    }

    private static TableMapping mapping(
            TableId id, List<String> key, List<Index> indexes, List<ForeignKey> foreignKeys) {
        List<Column> columns = List.of(column("id"), column("value"));
        Table table = new Table(id, "mysql", columns, key, indexes, foreignKeys, List.of(), "", "", 0, 0, 0);
        return new TableMapping(table, new TableId("public", id.name()), List.of());
    }

    private static Column column(String name) {
        return new Column(
                name, new LogicalType.Int(8, false), "bigint", null, null, true, null, null, false, false, false, "");
    }
}
