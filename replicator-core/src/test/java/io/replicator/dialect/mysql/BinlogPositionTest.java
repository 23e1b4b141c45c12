package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.change.SourcePosition;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BinlogPositionTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

    @Test
    void withoutGtidsFileNumbersCountBeforeOffsets() {
        assertThat(at("binlog.000009", 900, null).compare(at("binlog.000010", 4, null)))
                .isNegative();
        assertThat(at("binlog.999999", 4, null).compare(at("binlog.1000000", 4, null)))
                .isNegative();
        assertThat(at("binlog.000009", 900, null).compare(at("binlog.000009", 120, null)))
                .isPositive();
        assertThat(at("binlog.000009", 900, null).compare(at("binlog.000009", 900, null)))
                .isZero();
    }

    @Test
    void withGtidsOnlyTheseCount() {
        assertThat(at("binlog.000009", 1, A + ":1-5").compare(at("binlog.000001", 1, A + ":1-6")))
                .isNegative();
        assertThat(at("binlog.000009", 1, A + ":1-7").compare(at("binlog.000010", 1, A + ":1-6")))
                .isPositive();
        assertThat(at("binlog.000009", 1, A + ":1-3:4-6").compare(at("binlog.000010", 1, A + ":1-6")))
                .isZero();
    }

    @Test
    void positionsOfDivergedServersHaveNoOrder() {
        assertThatThrownBy(() -> at("b.1", 1, A + ":1-5").compare(at("b.1", 1, A + ":1-4:7")))
                .hasMessageContaining("transactions that the other lacks");
    }

    @Test
    void coordinatesAreKept() {
        SourcePosition position =
                new SourcePosition(Map.of("file", "b.000001", "pos", "157", "gtids", "", "server_id", "7"));

        assertThat(BinlogPosition.of(position).asSourcePosition()).isEqualTo(position);
    }

    private static BinlogPosition at(String file, long offset, @Nullable String gtids) {
        return new BinlogPosition(file, offset, gtids, null);
    }
}
