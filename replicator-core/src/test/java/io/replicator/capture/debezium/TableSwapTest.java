package io.replicator.capture.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import io.replicator.schema.Table;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSwapTest {
    private static final Table ORDERS = new Table(
            new TableId("shop", "orders"),
            "mysql",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "",
            "",
            0,
            0,
            0);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rename /* gh-ost */ table `shop`.`orders` to `shop`.`_orders_del`, `shop`.`_orders_gho` to `shop`.`orders` | _orders_gho",
                "RENAME TABLE `shop`.`orders` TO `shop`.`_orders_old`, `shop`.`_orders_new` TO `shop`.`orders` | _orders_new",
                "RENAME TABLE orders TO old, mine TO orders | mine",
                "RENAME TABLE orders TO old | ",
                "ALTER TABLE orders RENAME COLUMN a TO orders | "
            })
    void theTableThatTakesThePlaceIsFound(String sql, String incoming) {
        assertThat(TableSwap.of(LoggedStatement.of(sql), ORDERS).map(TableSwap::incoming))
                .isEqualTo(java.util.Optional.ofNullable(incoming));
    }
}
