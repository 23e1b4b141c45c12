package io.replicator.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableSelectionTest {
    private final TableSelection shop = new TableSelection(List.of("shop.*"), List.of("tmp_*"));

    @Test
    void selectedTablesAreTakenUpWhenTheyAppear() {
        assertThat(shop.takesUp(new TableId("shop", "orders"))).isTrue();
        assertThat(shop.takesUp(new TableId("shop", "tmp_orders"))).isFalse();
        assertThat(shop.takesUp(new TableId("other", "orders"))).isFalse();
        assertThat(shop.takesUp(new TableId("shop", "replicator_checkpoint"))).isFalse();
    }

    @Test
    void workTablesOfToolsThatChangeTablesOnlineAreNot() {
        for (String name : List.of("_orders_gho", "_orders_ghc", "_orders_del", "_orders_new", "_orders_old")) {
            assertThat(shop.takesUp(new TableId("shop", name))).isFalse();
            assertThat(shop.test(new TableId("shop", name))).isTrue();
        }
    }
}
