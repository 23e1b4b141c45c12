package io.replicator.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.ComparisonResult;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlApiTest {
    private final TestEndpoint endpoint = TestEndpoint.withToken();

    @AfterEach
    void close() {
        LogLevel.set("INFO");
        endpoint.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "stop"})
    void holderOfTheTokenSteersThePipeline(String action) {
        HttpResponse<String> response = endpoint.change("POST", "/api/v1/" + action, "");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(TestEndpoint.json(response).get("state").asText()).isEqualTo("STREAMING");
        await().until(() -> endpoint.control.asked().equals(List.of(action)));
        assertThat(endpoint.get("/api/v1/events").body()).contains("asked for through the control API");
    }

    @Test
    void tableIsCopiedAgainIfThereIsOneOfThisName() {
        String table = endpoint.progress.status().tables().get(0).table().toString();

        assertThat(endpoint.change("POST", "/api/v1/copy-again", "{\"table\": \"" + table + "\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(endpoint.control.asked()).containsExactly("copy " + table);
        for (String body : List.of("", "{}", "{\"table\": \"no.such\"}", "[", "{\"table\": 5}")) {
            assertThat(endpoint.change("POST", "/api/v1/copy-again", body).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 0123456789abcdeX",
                "Bearer 0123456789abcde",
                "Bearer 0123456789abcdef0",
                "Bearer ",
                "Basic 0123456789abcdef",
                "0123456789abcdef"
            })
    void wrongTokenIsRefusedAndDoesNothing(String authorization) {
        HttpResponse<String> response = endpoint.send("POST", "/api/v1/pause", "", "Authorization", authorization);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.body()).doesNotContain(TestEndpoint.TOKEN);
        assertThat(endpoint.control.asked()).isEmpty();
    }

    @Test
    void withoutATokenNothingCanBeChanged() {
        try (TestEndpoint open = TestEndpoint.withoutToken()) {
            assertThat(open.change("POST", "/api/v1/stop", "").statusCode()).isEqualTo(403);
            assertThat(open.change("PUT", "/api/v1/log-level", "{\"level\": \"DEBUG\"}")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(open.control.asked()).isEmpty();
        }
    }

    @Test
    void tokenIsReadAnewAtEachRequestAndItsLossLetsNobodyIn() {
        AtomicReference<String> stored = new AtomicReference<>(TestEndpoint.TOKEN);
        Token token = new Token(Optional.of(() -> {
            if (stored.get().isEmpty()) {
                throw new ReplicationException(ErrorKind.CONFIGURATION, "the file does not exist");
            }
            return stored.get();
        }));
        assertThat(token.refusal("Bearer " + TestEndpoint.TOKEN)).isEmpty();

        stored.set("another-token-here");
        assertThat(token.refusal("Bearer " + TestEndpoint.TOKEN))
                .map(Response::status)
                .contains(401);
        assertThat(token.refusal("Bearer another-token-here")).isEmpty();

        stored.set("");
        assertThat(token.refusal("Bearer another-token-here"))
                .map(Response::status)
                .contains(503);
    }

    @Test
    void readingAChangingPathDoesNothing() {
        HttpResponse<String> response = endpoint.get("/api/v1/pause");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
        assertThat(endpoint.control.asked()).isEmpty();
    }

    @Test
    void verificationBeginsOrIsRefusedWithTheReason() {
        assertThat(endpoint.change("POST", "/api/v1/verify", "").statusCode()).isEqualTo(202);
        assertThat(endpoint.control.asked()).containsExactly("verify");

        endpoint.control.refuse("a verification is under way");
        HttpResponse<String> refused = endpoint.change("POST", "/api/v1/verify", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("a verification is under way");
    }

    @Test
    void keysOfRowsAreShownToHoldersOfTheTokenOnly() {
        TableId bookings = new TableId("travel", "bookings");
        endpoint.verify(new ComparisonResult(bookings, 5, 4, 0, 1, 0, List.of("[ada@example.org] is missing")));

        assertThat(endpoint.get("/api/v1/verify").body())
                .contains("\"missing\" : 1")
                .doesNotContain("ada@example.org");
        assertThat(endpoint.change("GET", "/api/v1/verify", "").body()).contains("[ada@example.org] is missing");
    }

    @Test
    void logLevelIsSetUntilItIsSetAgain() {
        HttpResponse<String> response = endpoint.change("PUT", "/api/v1/log-level", "{\"level\": \"debug\"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(TestEndpoint.json(endpoint.get("/api/v1/log-level"))
                        .get("level")
                        .asText())
                .isEqualTo("DEBUG");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "null", "{\"level\": null}", "{\"level\": \"LOUD\"}", "{\"level\": ", "[1]", "\"x\""})
    void malformedBodiesAreRefused(String body) {
        HttpResponse<String> response = endpoint.change("PUT", "/api/v1/log-level", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("TRACE, DEBUG, INFO, WARN, ERROR");
        assertThat(LogLevel.get()).isEqualTo("INFO");
    }
}
