package io.replicator.capture.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CapturedStructureTest {
    private final CapturedStructure structure = new CapturedStructure(List.of(orders()), table -> false, false);

    @Test
    void aStatementThatTheParserGivesUpOnMayChangeAnything() {
        assertThat(changes(structure, "ALTER TABLE orders FROBNICATE"))
                .containsExactly("structure orders: ALTER TABLE orders FROBNICATE");
    }

    @Test
    void whatItDoesNotUnderstandOfOtherTablesDoesNotMatter() {
        assertThat(changes(structure, "ALTER TABLE items FROBNICATE orders")).isEmpty();
    }

    @Test
    void changesThatAddUpToTheCapturedStructureEndUnchanged() {
        assertThat(changes(structure, "ALTER TABLE orders ADD COLUMN b INT"))
                .containsExactly("structure orders: ALTER TABLE orders ADD COLUMN b INT");
        assertThat(changes(structure, "ALTER TABLE orders DROP COLUMN b"))
                .containsExactly("definition orders: ALTER TABLE orders DROP COLUMN b");
    }

    @Test
    void aTableSwappedInFromOutsideCountsAsChanged() {
        String swap = "RENAME TABLE orders TO orders_old, orders_new TO orders";

        assertThat(changes(structure, swap)).containsExactly("structure orders: " + swap);
    }

    @Test
    void onlySelectedTablesAreTakenUpWhenTheyAreCreated() {
        CapturedStructure growing =
                new CapturedStructure(List.of(orders()), table -> table.name().contains("new"), false);

        assertThat(changes(growing, "CREATE TABLE IF NOT EXISTS `new` (id INT)"))
                .hasSize(1);
        assertThat(changes(growing, "CREATE TABLE items (id INT)")).isEmpty();
        assertThat(changes(growing, "CREATE TABLE elsewhere.new_one (id INT)")).isEmpty();
        assertThat(changes(growing, "CREATE TEMPORARY TABLE new_one (id INT)")).isEmpty();
    }

    @Test
    void namesAreComparedAsTheServerDoes() {
        CapturedStructure anyCase = new CapturedStructure(List.of(orders()), table -> false, true);

        assertThat(changes(structure, "ALTER TABLE Orders DROP COLUMN a")).isEmpty();
        assertThat(changes(anyCase, "ALTER TABLE Orders DROP COLUMN a"))
                .containsExactly("structure orders: ALTER TABLE Orders DROP COLUMN a");
        assertThat(changes(anyCase, "TRUNCATE SHOP.ORDERS")).containsExactly("truncate orders");
    }

    private static List<String> changes(CapturedStructure structure, String sql) {
        return EventText.of(structure.changes("shop", LoggedStatement.of(sql), false));
    }

    private static Table orders() {
        return new Table(
                new TableId("shop", "orders"),
                "mysql",
                List.of(column("id"), column("a")),
                List.of("id"),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                0,
                0,
                0);
    }

    private static Column column(String name) {
        return new Column(
                name,
                new LogicalType.Int(4, false),
                "int",
                null,
                null,
                !name.equals("id"),
                null,
                null,
                false,
                false,
                false,
                "");
    }
}
