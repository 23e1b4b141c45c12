package io.replicator.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicator.app.config.HttpSettings;
import io.replicator.app.status.DaemonClient;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.progress.ChangeTally;
import io.replicator.progress.Commit;
import io.replicator.progress.Operation;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpEndpointTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Clock clock = new SettableClock(now);
    private final Progress progress = new Progress("globetrotter", clock);
    private final HttpEndpoint endpoint = HttpEndpoint.start(
            new HttpSettings("127.0.0.1", 0), new Served(progress, new RecordingControl(), Map.of(), clock));
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void statusTellsEverythingInSnakeCase() throws Exception {
        stream();
        now.set(START.plusSeconds(5));

        JsonNode status = new ObjectMapper().readTree(get("/api/v1/status").body());

        assertThat(status).isEqualTo(new ObjectMapper().readTree("""
                                        {"pipeline": "globetrotter", "state": "STREAMING", "live": true, "ready": true,
                                         "since": "2026-01-01T00:00:00Z", "reason": "caught up",
                                         "lag_seconds": 5.25, "backlog_bytes": null,
                                         "checkpoint": {"position": {"file": "binlog.000002", "pos": "157"},
                                                        "at": "2026-01-01T00:00:00Z", "age_seconds": 5.0},
                                         "rows_applied": 12, "transactions": 3, "retries": 1, "last_error": "gone",
                                         "tables": [
                                           {"table": "travel.bookings", "state": "COPYING", "rows_copied": 50,
                                            "rows_estimated": 200, "eta_seconds": 30.0, "rows_applied": 12,
                                            "last_error": null}]}
                                        """));
    }

    @Test
    void clientReadsWhatTheServerSays() throws Exception {
        stream();

        assertThat(new DaemonClient(new HttpSettings("0.0.0.0", endpoint.port())).status())
                .hasValueSatisfying(status -> {
                    assertThat(status.state()).isEqualTo(PipelineState.STREAMING);
                    assertThat(status.lagSeconds()).isEqualTo(0.25);
                    assertThat(status.tables()).hasSize(1);
                });
    }

    @Test
    void metricsAreServed() throws Exception {
        stream();

        String text = get("/metrics").body();

        assertThat(text)
                .contains("replicator_lag_seconds{pipeline=\"globetrotter\"} 0.25")
                .contains("replicator_backlog_bytes{pipeline=\"globetrotter\"} NaN")
                .contains("replicator_state{pipeline=\"globetrotter\"} 5.0")
                .contains("replicator_rows_applied_total{pipeline=\"globetrotter\"} 12.0")
                .contains("replicator_retries_total{pipeline=\"globetrotter\",reason=\"connection\"} 1.0")
                .contains("replicator_table_rows_copied{pipeline=\"globetrotter\",table=\"travel.bookings\"} 50.0")
                .contains("jvm_memory_used_bytes{")
                .contains("process_uptime_seconds");
    }

    @ParameterizedTest
    @EnumSource(PipelineState.class)
    void readyOnlyWhileChangesFlow(PipelineState state) throws Exception {
        progress.enter(state, "test");

        assertThat(get("/health/ready").statusCode()).isEqualTo(state.isReady() ? 200 : 503);
    }

    @Test
    void aliveUntilNothingMovesForAMinute() throws Exception {
        progress.enter(PipelineState.STREAMING, "test");
        now.set(START.plusSeconds(60));
        assertThat(get("/health/live").statusCode()).isEqualTo(200);

        now.set(START.plusSeconds(61));
        HttpResponse<String> stuck = get("/health/live");
        assertThat(stuck.statusCode()).isEqualTo(503);
        assertThat(stuck.body()).contains("STREAMING without progress since 2026-01-01T00:00:00Z");
        assertThat(get("/metrics").body()).contains("replicator_live{pipeline=\"globetrotter\"} 0.0");

        progress.alive();
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void waitingIsNotStuckButFailedIsDead() throws Exception {
        progress.enter(PipelineState.STANDBY, "test");
        now.set(START.plusSeconds(3600));
        assertThat(get("/health/live").statusCode()).isEqualTo(200);

        progress.failed(ErrorKind.VALUE, "broken");
        assertThat(get("/health/live").statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/metrics/", "/health", "/api/v1/status/x", "/..%2f", "//api/v1/status", "/page/index.html"})
    void otherPathsAreNotFoundInJson(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new ObjectMapper().readTree(response.body()).get("error").asText())
                .isEqualTo("not found; /api/v1/openapi.json says what there is");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/status.js/../openapi.json", "/%00"})
    void pathTricksLeadNowhere(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(new ObjectMapper().readTree(response.body()).has("error")).isTrue();
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        HttpResponse<String> post = send(
                request("/api/v1/status").POST(BodyPublishers.ofString("x")).build());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(post.body()).contains("only GET and HEAD are allowed");

        HttpResponse<String> head =
                send(request("/metrics").method("HEAD", BodyPublishers.noBody()).build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void takenPortIsOneClearMessage() {
        assertThatThrownBy(() -> HttpEndpoint.start(
                        new HttpSettings("127.0.0.1", endpoint.port()),
                        new Served(progress, new RecordingControl(), Map.of(), clock)))
                .isInstanceOfSatisfying(
                        ReplicationException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                .hasMessage("Cannot listen on 127.0.0.1:" + endpoint.port()
                        + " (http.host, http.port): Address already in use");
    }

    private void stream() {
        TableId bookings = new TableId("travel", "bookings");
        now.set(START.minusSeconds(5));
        progress.table(bookings).copyStarted(200, 0);
        progress.table(bookings).copied(50);
        ChangeTally tally = new ChangeTally();
        for (int i = 0; i < 12; i++) {
            tally.add(Operation.UPDATE);
        }
        progress.table(bookings).applied(tally);
        now.set(START);
        progress.retrying(ErrorKind.CONNECTION, "gone");
        progress.enter(PipelineState.STREAMING, "caught up");
        SourcePosition position = new SourcePosition(Map.of("file", "binlog.000002", "pos", "157"));
        progress.applied(new Commit(position, START.minusMillis(250), 12, 3, Duration.ofMillis(20)));
        progress.alive();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + path));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    /** A clock that stands until it is set. */
    private static final class SettableClock extends Clock {
        private final AtomicReference<Instant> now;

        SettableClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
