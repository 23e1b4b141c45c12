package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.change.TableId;
import io.replicator.fixture.Mappings;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import io.replicator.typemapping.TableMapping;
import io.replicator.typemapping.ValuePolicies;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlSchemaTest {
    @ParameterizedTest
    @CsvSource({"false, WIDER", "true, REFUSED"})
    void tablesWhoseNamesDifferOnlyInCaseNeedAServerThatTellsThemApart(boolean foldsNames, Fidelity expected) {
        List<TableMapping> mappings =
                Mappings.of(List.of(table("Item"), table("item")), MySqlTarget.mySql(), ValuePolicies.REFUSE);
        Map<TableId, TableMapping> all = mappings.stream()
                .collect(Collectors.toMap(mapping -> mapping.source().id(), Function.identity()));
        List<Departure> departures = new MySqlSchema(Product.MYSQL, foldsNames).departures(mappings.get(0), all);
        assertThat(departures).extracting(Departure::fidelity).containsExactly(expected);
    }

    private static Table table(String name) {
        Column id = new Column(
                "id", new LogicalType.Int(4, false), "int", null, null, false, null, null, false, false, false, "");
        return new Table(
                new TableId("shop", name),
                "mysql",
                List.of(id),
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
}
