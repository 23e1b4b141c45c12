package io.replicator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.replicator.app.config.Configuration;
import io.replicator.app.config.ConfigurationFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code deploy/} says of the application is true. */
final class DeployFilesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"compose/replicator.yml", "kubernetes/base/configuration/replicator.yml"})
    void configurationIsValidAndReachableFromOutsideTheContainer(String file) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "x".repeat(16));
        String text = read(file).replaceAll("\\$\\{file:[^}]*}", "\\${file:" + secret + "}");
        Path copy = Files.writeString(folder.resolve("replicator.yml"), text);

        Configuration configuration = new ConfigurationFile(copy, name -> null).read();

        assertThat(configuration.http().host()).isEqualTo("0.0.0.0");
        assertThat(configuration.http().port()).isEqualTo(8080);
    }

    @Test
    void everyOneGivesTheProcessTimeToStopCleanly() throws IOException {
        assertThat(seconds(read("compose.yml"), "stop_grace_period: (\\d+)s")).isGreaterThan(Termination.PATIENCE);
        assertThat(Duration.ofSeconds(pod().get("terminationGracePeriodSeconds").asLong()))
                .isGreaterThan(Termination.PATIENCE);
        assertThat(seconds(read("systemd/replicator@.service"), "TimeoutStopSec=(\\d+)s"))
                .isGreaterThan(Termination.PATIENCE);
    }

    /** Kubernetes' own standard; a namespace that enforces it refuses a pod that falls short. */
    @Test
    void podKeepsToTheRestrictedStandard() throws IOException {
        JsonNode container = pod().at("/containers/0");

        assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod().at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(read("Dockerfile"))
                .contains("USER " + pod().at("/securityContext/runAsUser").asText() + ":");
    }

    @Test
    void podMountsWhatItDeclaresAndIsAskedWhereTheServerAnswers() throws IOException {
        JsonNode container = pod().at("/containers/0");

        assertThat(container.get("volumeMounts").findValuesAsText("name"))
                .isEqualTo(StreamSupport.stream(pod().get("volumes").spliterator(), false)
                        .map(volume -> volume.get("name").asText())
                        .toList());
        assertThat(container.findValuesAsText("path")).containsOnly("/health/live");
    }

    @Test
    void everyManifestIsApplied() throws IOException {
        List<String> resources = StreamSupport.stream(
                        yaml("kubernetes/base/kustomization.yaml")
                                .get("resources")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();

        try (var files = Files.list(DEPLOY.resolve("kubernetes/base"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml") && !name.equals("kustomization.yaml")))
                    .containsExactlyInAnyOrderElementsOf(resources);
        }
    }

    /** Unknown, misspelt, missing and mistyped fields are refused by the models of Kubernetes' own API. */
    @Test
    void manifestsFitKubernetesSchema() throws IOException {
        assertFits("namespace.yaml", V1Namespace::validateJsonElement);
        assertFits("serviceaccount.yaml", V1ServiceAccount::validateJsonElement);
        assertFits("deployment.yaml", V1Deployment::validateJsonElement);
        assertFits("service.yaml", V1Service::validateJsonElement);
        assertFits("networkpolicy.yaml", V1NetworkPolicy::validateJsonElement);
    }

    /** What the standby changes, put over what it is based on, as kustomize does. */
    @Test
    void standbyFitsKubernetesSchemaAndRunsTwice() throws IOException {
        JsonNode deployment = yaml("kubernetes/base/deployment.yaml");
        JsonNode patches = yaml("kubernetes/standby/kustomization.yaml").get("patches");
        for (JsonNode patch : patches) {
            JsonNode change = YAML.readTree(patch.get("patch").asText());
            assertThat(change.at("/metadata/name")).isEqualTo(deployment.at("/metadata/name"));
            YAML.readerForUpdating(deployment).readValue(change);
        }

        V1Deployment.validateJsonElement(JsonParser.parseString(deployment.toString()));
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(2);
    }

    private interface Schema {
        void check(JsonElement document) throws IOException;
    }

    private static void assertFits(String file, Schema schema) throws IOException {
        JsonElement document =
                JsonParser.parseString(yaml("kubernetes/base/" + file).toString());
        schema.check(document);
        document.getAsJsonObject().addProperty("speck", 1);
        assertThatThrownBy(() -> schema.check(document)).hasMessageContaining("speck");
    }

    /** A unit that is started again after a mistake in the configuration would hide it. */
    @Test
    void systemdStartsAgainOnlyAfterWhatMayPass() throws IOException {
        Matcher prevented =
                Pattern.compile("(?m)^RestartPreventExitStatus=(.*)$").matcher(read("systemd/replicator@.service"));

        assertThat(prevented.find()).isTrue();
        assertThat(prevented.group(1).split(" ")).contains("2", "8").doesNotContain("3", "9", "11", "70");
    }

    /** With a program that is there everywhere, as it is not installed here. */
    @Test
    void systemdTakesTheUnitAndFindsLittleExposed() throws Exception {
        assumeTrue(isOnPath("systemd-analyze") && systemdVersion() >= 252, "no systemd here that knows all settings");
        String unit = read("systemd/replicator@.service").replaceFirst("ExecStart=\\S+", "ExecStart=/bin/true");
        Path copy = Files.writeString(folder.resolve("replicator@.service"), unit);

        assertThat(analyze("verify", copy.toString())).doesNotContain("replicator@");
        assertThat(analyze("security", "--offline=true", "--threshold=20", copy.toString()))
                .startsWith("0 ");
    }

    /** Prints for example: systemd 257 (257.9-1). */
    private static int systemdVersion() throws IOException, InterruptedException {
        Matcher version = Pattern.compile("systemd (\\d+)").matcher(analyze("--version"));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static String analyze(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "--no-pager"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static JsonNode pod() throws IOException {
        return yaml("kubernetes/base/deployment.yaml").at("/spec/template/spec");
    }

    private static JsonNode yaml(String file) throws IOException, JsonProcessingException {
        return YAML.readTree(read(file));
    }

    private static String read(String file) throws IOException {
        return Files.readString(DEPLOY.resolve(file));
    }

    private static Duration seconds(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return Duration.ofSeconds(Long.parseLong(found.group(1)));
    }
}
