package io.replicator.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicator.app.config.HttpSettings;
import io.replicator.app.metrics.Metrics;
import io.replicator.app.status.VerificationDocument;
import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;
import io.replicator.progress.Verification;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The document says what the server does. */
final class OpenApiTest {
    private static final List<String> PAGE = List.of("/", "/status.css", "/status.js", "/chart.js", "/icon.svg");

    private final TestEndpoint endpoint = TestEndpoint.withToken();
    private final JsonNode document = TestEndpoint.json(endpoint.get("/api/v1/openapi.json"));

    @AfterEach
    void close() {
        LogLevel.set("INFO");
        endpoint.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        TreeSet<String> described = new TreeSet<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        TreeSet<String> served = new TreeSet<>();
        for (Route route : routes()) {
            if (!PAGE.contains(route.path())) {
                served.add(route.method() + " " + route.path());
                assertThat(document.at(pointer(route)).has("security"))
                        .as(route.path())
                        .isEqualTo(route.changing());
            }
        }

        assertThat(served).isEqualTo(described);
    }

    private List<Route> routes() {
        Served served = new Served(endpoint.progress, endpoint.control, Map.of(), Clock.systemUTC());
        try (Metrics metrics = new Metrics(endpoint.progress, Clock.systemUTC());
                Samples samples = new Samples(endpoint.progress, Clock.systemUTC())) {
            HttpSettings settings = new HttpSettings("127.0.0.1", 0);
            return new Routes(served, metrics, samples, new Token(settings.token())).all();
        }
    }

    private static String pointer(Route route) {
        return "/paths/" + route.path().replace("/", "~1") + "/"
                + route.method().toLowerCase(Locale.ROOT);
    }

    @Test
    void everyAnswerHasTheFormThatIsDescribed() throws IOException {
        for (Route route : routes()) {
            if (!PAGE.contains(route.path())) {
                assertAnswer(route, endpoint.change(route.method(), route.path(), body(route)));
                if (route.changing()) {
                    assertAnswer(route, endpoint.send(route.method(), route.path(), body(route)));
                }
            }
        }
    }

    private static String body(Route route) {
        return switch (route.path()) {
            case "/api/v1/log-level" -> "{\"level\": \"INFO\"}";
            case "/api/v1/copy-again" -> "{\"table\": \"no.such\"}";
            default -> "";
        };
    }

    private void assertAnswer(Route route, HttpResponse<String> answer) throws IOException {
        String status = Integer.toString(answer.statusCode());
        JsonNode described = document.at(pointer(route) + "/responses").path(status);
        assertThat(described.isObject()).as(route.path() + " answers " + status).isTrue();
        String type = answer.headers().firstValue("Content-Type").orElseThrow().replaceFirst(";.*", "");
        JsonNode schema = described.path("content").path(type).path("schema");
        assertThat(schema.isObject()).as(route.path() + " answers " + type).isTrue();
        if (type.equals("application/json")) {
            assertThat(mismatch(new ObjectMapper().readTree(answer.body()), schema, route.path()))
                    .isEmpty();
        }
    }

    @Test
    void statesAreTheCodesOwn() {
        assertThat(names("/components/schemas/State/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(PipelineState.values()).map(Enum::name).toList());
        assertThat(names("/components/schemas/Table/properties/state/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(TableState.values()).map(Enum::name).toList());
        assertThat(names("/components/schemas/Verification/properties/state/enum"))
                .startsWith(VerificationDocument.NEVER)
                .containsAll(Arrays.stream(Verification.State.values())
                        .map(Enum::name)
                        .toList());
        assertThat(names("/components/schemas/ComparedTable/properties/outcome/enum"))
                .containsExactlyElementsOf(Arrays.stream(VerificationDocument.Outcome.values())
                        .map(Enum::name)
                        .toList());
        assertThat(names("/components/schemas/Level/properties/level/enum")).isEqualTo(LogLevel.NAMES);
    }

    private List<String> names(String pointer) {
        List<String> names = new ArrayList<>();
        document.at(pointer).forEach(name -> names.add(name.asText()));
        return names;
    }

    /** What does not fit the schema, as far as this document uses schemas. */
    private Optional<String> mismatch(JsonNode value, JsonNode schema, String where) {
        if (schema.has("$ref")) {
            return mismatch(value, document.at(schema.get("$ref").asText().substring(1)), where);
        }
        if (schema.has("oneOf")) {
            for (JsonNode choice : schema.get("oneOf")) {
                if (mismatch(value, choice, where).isEmpty()) {
                    return Optional.empty();
                }
            }
            return Optional.of(where + " fits none of oneOf");
        }
        if (!hasType(value, schema.get("type"))) {
            return Optional.of(where + " is " + value.getNodeType() + ", not " + schema.get("type"));
        }
        if (value.isArray()) {
            return each(value, schema.get("items"), where);
        }
        return value.isObject() ? properties(value, schema, where) : Optional.empty();
    }

    private Optional<String> each(JsonNode array, JsonNode items, String where) {
        for (JsonNode element : array) {
            Optional<String> mismatch = mismatch(element, items, where + "[]");
            if (mismatch.isPresent()) {
                return mismatch;
            }
        }
        return Optional.empty();
    }

    private Optional<String> properties(JsonNode object, JsonNode schema, String where) {
        for (JsonNode required : schema.path("required")) {
            if (!object.has(required.asText())) {
                return Optional.of(where + " lacks " + required.asText());
            }
        }
        for (var property : object.properties()) {
            JsonNode known = schema.path("properties").path(property.getKey());
            if (known.isMissingNode() && schema.path("additionalProperties").isBoolean()) {
                return Optional.of(where + " has " + property.getKey() + ", which is not described");
            }
            Optional<String> mismatch = known.isMissingNode()
                    ? Optional.empty()
                    : mismatch(property.getValue(), known, where + "." + property.getKey());
            if (mismatch.isPresent()) {
                return mismatch;
            }
        }
        return Optional.empty();
    }

    private static boolean hasType(JsonNode value, JsonNode types) {
        for (JsonNode type :
                types.isArray() ? types : new ObjectMapper().createArrayNode().add(types)) {
            boolean fits = switch (type.asText()) {
                case "string" -> value.isTextual();
                case "integer" -> value.isIntegralNumber();
                case "number" -> value.isNumber();
                case "boolean" -> value.isBoolean();
                case "array" -> value.isArray();
                case "object" -> value.isObject();
                case "null" -> value.isNull();
                default -> throw new AssertionError("unknown type " + type);
            };
            if (fits) {
                return true;
            }
        }
        return false;
    }
}
