package io.replicator.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts and dashboards in {@code deploy/} ask only for what is there, and each alert says what to do. */
final class MonitoringFilesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path RULES = DEPLOY.resolve("prometheus/rules.yml");
    private static final Path RUNBOOK = Path.of("..", "docs", "runbook.md");
    private static final Pattern METRIC = Pattern.compile("\\b(?:replicator|jvm|process|system)_[a-z_]+\\b");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");

    @Test
    void everyAlertHasARunbookEntryAndEveryEntryAnAlert() throws IOException {
        List<String> alerts =
                alerts().stream().map(rule -> rule.get("alert").asText()).toList();

        assertThat(HEADING.matcher(Files.readString(RUNBOOK)).results().map(heading -> heading.group(1)))
                .containsExactlyElementsOf(alerts);
        assertThat(alerts()).allSatisfy(rule -> {
            assertThat(rule.at("/annotations/runbook").asText())
                    .isEqualTo("docs/runbook.md#" + rule.get("alert").asText().toLowerCase(Locale.ROOT));
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
            assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
        });
    }

    @Test
    void everyAlertIsTested() throws IOException {
        String tests = Files.readString(DEPLOY.resolve("prometheus/rules_test.yml"));

        assertThat(alerts())
                .allSatisfy(rule -> assertThat(tests)
                        .contains("alertname: " + rule.get("alert").asText()
                                + "\n        exp_alerts:\n          - exp_labels"));
    }

    @Test
    void alertsAskForExportedMetrics() throws IOException {
        assertThat(alerts()).allSatisfy(rule -> assertExported(rule.get("expr").asText()));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void dashboardsAskForExportedMetrics(Path dashboard) throws IOException {
        JsonNode root = new ObjectMapper().readTree(Files.readString(dashboard));

        List<String> queries =
                root.findValues("expr").stream().map(JsonNode::asText).toList();
        assertThat(queries).isNotEmpty().allSatisfy(MonitoringFilesTest::assertExported);
        assertThat(root.findValues("query").stream().flatMap(query -> query.findValuesAsText("query").stream()))
                .allSatisfy(MonitoringFilesTest::assertExported);
    }

    @Test
    void rulesPassPromtool() throws Exception {
        assumeTrue(isOnPath("promtool"), "promtool is not installed; deploy/smoke-test.sh runs it in the container");

        assertThat(promtool("check", "rules", "rules.yml")).isZero();
        assertThat(promtool("test", "rules", "rules_test.yml")).isZero();
    }

    static Stream<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DEPLOY.resolve("grafana/dashboards"))) {
            return files.toList().stream();
        }
    }

    private static List<JsonNode> alerts() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        JsonNode root = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(RULES));
        root.at("/groups").forEach(group -> group.get("rules").forEach(rules::add));
        return rules;
    }

    private static void assertExported(String query) throws IOException {
        if (!query.startsWith("up{")) {
            assertThat(METRIC.matcher(query).results().map(MatchResult::group))
                    .as(query)
                    .isNotEmpty()
                    .isSubsetOf(exported());
        }
    }

    private static Set<String> exported() throws IOException {
        try (InputStream file = MetricsTest.class.getResourceAsStream("names-and-labels.txt")) {
            Set<String> names = new HashSet<>(JvmMetrics.NAMES);
            new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> names.add(line.substring(0, line.indexOf('{'))));
            return names;
        }
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int promtool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(DEPLOY.resolve("prometheus").toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
