package io.replicator.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableJsonTest {
    @Test
    void everyPartOfAStructureComesBack() {
        List<LogicalType> types = List.of(
                new LogicalType.Int(8, true),
                new LogicalType.Decimal(10, 2, false),
                new LogicalType.Floating(4),
                new LogicalType.Bits(9),
                new LogicalType.Text(50, false, true),
                new LogicalType.Binary(16, true, true),
                new LogicalType.Date(),
                new LogicalType.Instant(6),
                new LogicalType.Enumeration(List.of("a,b", "it's")),
                new LogicalType.Geometry("point"));
        List<Column> columns = types.stream()
                .map(type -> new Column(
                        type.getClass().getSimpleName(),
                        type,
                        "native",
                        "utf8mb4",
                        null,
                        true,
                        new DefaultValue.Literal("x"),
                        new Column.Generated("`a` + 1", true),
                        false,
                        true,
                        false,
                        "comment"))
                .toList();
        Table table = new Table(
                new TableId("shop", "all"),
                "mysql",
                columns,
                List.of("Int"),
                List.of(new Index("i", true, "btree", List.of(new Index.Part(null, "lower(x)", 3, true)), true, "c")),
                List.of(new ForeignKey(
                        "f",
                        List.of("Int"),
                        new TableId("shop", "parent"),
                        List.of("id"),
                        ForeignKey.Action.CASCADE,
                        ForeignKey.Action.SET_NULL)),
                List.of(new CheckConstraint("k", "x > 0", false)),
                "comment",
                "ENGINE=InnoDB",
                7,
                1000,
                20);

        assertThat(TableJson.read(TableJson.write(table))).isEqualTo(table);
    }
}
