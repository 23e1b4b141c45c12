package io.replicator.pipeline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.replicator.dialect.TargetEngine;
import io.replicator.dialect.mysql.MySqlTarget;
import io.replicator.dialect.postgresql.PostgresTarget;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory of {@code src/test/resources/plan} is a case: the plan for {@code tables.yaml} is {@code plan.txt}. Run
 * with {@code -Dgolden=write} to write the files anew, and read the difference.
 */
public final class GoldenPlanTest {
    private static final Path CASES = Path.of("src/test/resources/plan");

    public static List<Path> cases() throws IOException {
        try (Stream<Path> directories = Files.list(CASES)) {
            return directories.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planIsAsExpected(Path directory) throws IOException {
        Path expected = directory.resolve("plan.txt");
        String actual = PlanText.of(plan(directory));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(expected, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(expected));
    }

    @Test
    void statementsAreInTheOrderOfTheirExecution() throws IOException {
        Path directory = CASES.resolve("unique-key");
        assertThat(PlanDdl.of(plan(directory))).isEqualToNormalizingNewlines("""
                -- before the load
                CREATE TABLE "public"."seat" (
                  "hall" integer NOT NULL,
                  "place" integer NOT NULL,
                  "ticket" integer
                );
                ALTER TABLE "public"."seat" ADD CONSTRAINT "seat_by_place" UNIQUE ("hall", "place");
                CREATE TABLE "public"."log" (
                  "text" varchar(100) NOT NULL
                );
                -- after the load
                ALTER TABLE "public"."seat" ADD CONSTRAINT "seat_a_ticket" UNIQUE ("ticket") DEFERRABLE INITIALLY IMMEDIATE;
                ALTER TABLE "public"."seat" ADD CONSTRAINT "seat_other" UNIQUE ("place", "hall") DEFERRABLE INITIALLY IMMEDIATE;
                CREATE UNIQUE INDEX "log_start" ON "public"."log" (left("text", 10));""");
    }

    @Test
    void refusalsStandBeforeTheStatementsAsComments() throws IOException {
        assertThat(PlanDdl.of(plan(CASES.resolve("choices"))))
                .startsWith("-- REFUSED: shop.person, column sum: ")
                .contains("\nCREATE TABLE \"public\".\"label\"");
    }

    public static Plan plan(Path directory) throws IOException {
        Path file = directory.resolve("tables.yaml");
        JsonNode document = new YAMLMapper().readTree(file.toFile());
        Names names = Names.valueOf(document.path("names").asText("preserve").toUpperCase(Locale.ROOT));
        ValuePolicies values = new ValuePolicies(
                policy(document.path("zero_dates").asText("refuse")),
                policy(document.path("nul_characters").asText("refuse")));
        PlanSettings settings =
                new PlanSettings(document.path("target_schema").asText("public"), names, values, choices(document));
        List<String> others = new YAMLMapper()
                .convertValue(
                        document.path("others"),
                        new YAMLMapper().getTypeFactory().constructCollectionType(List.class, String.class));
        TargetEngine target = switch (document.path("target").asText("postgresql")) {
            case "mysql" -> MySqlTarget.mySql();
            case "mariadb" -> MySqlTarget.mariaDb();
            default -> new PostgresTarget(document.path("postgis").asBoolean());
        };
        return Planner.plan(TableFixture.read(file), others == null ? List.of() : others, target, settings);
    }

    private static PlanChoices choices(JsonNode document) {
        List<String> excluded = new ArrayList<>();
        document.path("exclude_columns").forEach(glob -> excluded.add(glob.asText()));
        return new PlanChoices(
                new ColumnGlobs(excluded),
                new TableRenames(texts(document.path("rename"))),
                new TypeOverrides(
                        texts(document.path("types").path("columns")),
                        texts(document.path("types").path("from"))));
    }

    private static Map<String, String> texts(JsonNode mapping) {
        Map<String, String> texts = new LinkedHashMap<>();
        mapping.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static Policy policy(String text) {
        return switch (text) {
            case "refuse" -> Policy.REFUSE;
            case "null" -> Policy.NULL;
            default -> new Policy(Action.REPLACE, text);
        };
    }
}
