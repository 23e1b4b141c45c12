package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyRangeTest {
    private final KeyRange composite = new KeyRange(
            List.of(column("a", new LogicalType.Int(8, true)), column("b`c", new LogicalType.Text(9, false, true))));

    @Test
    void openBoundsLeaveEverythingIn() {
        assertThat(composite.condition(List.of(), List.of())).isEqualTo("TRUE AND TRUE");
    }

    @Test
    void boundsOfACompositeKeyAreSpelledOut() {
        assertThat(composite.condition(List.of("1", "x'"), List.of("18446744073709551615", "y")))
                .isEqualTo("`a` >= 1 AND (`a` > 1 OR (`a` = 1 AND `b``c` > _utf8mb4 x'7827'))"
                        + " AND `a` <= 18446744073709551615 AND (`a` < 18446744073709551615"
                        + " OR (`a` = 18446744073709551615 AND `b``c` <= _utf8mb4 x'79'))");
    }

    @Test
    void valuesFollowTheirType() {
        assertThat(one(new LogicalType.Binary(4, true, true), "00ff")).isEqualTo("`k` > x'00ff' AND TRUE");
        assertThat(one(new LogicalType.Decimal(9, 2, false), "-1.50")).isEqualTo("`k` > -1.50 AND TRUE");
        assertThat(one(new LogicalType.Instant(0), "2024-01-02 03:04:05+00"))
                .isEqualTo("`k` > '2024-01-02 03:04:05' AND TRUE");
        assertThat(one(new LogicalType.Time(1), "-838:59:59.0")).isEqualTo("`k` > '-838:59:59.0' AND TRUE");
        assertThat(one(new LogicalType.Year(), "0000")).isEqualTo("`k` > '0000' AND TRUE");
    }

    private static String one(LogicalType type, String after) {
        return new KeyRange(List.of(column("k", type))).condition(List.of(after), List.of());
    }

    private static Column column(String name, LogicalType type) {
        return new Column(name, type, "", null, null, false, null, null, false, false, false, "");
    }
}
