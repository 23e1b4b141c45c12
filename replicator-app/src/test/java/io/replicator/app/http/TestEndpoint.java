package io.replicator.app.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicator.app.config.HttpSettings;
import io.replicator.app.config.HttpTlsSettings;
import io.replicator.change.SourcePosition;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.progress.Commit;
import io.replicator.progress.ComparisonResult;
import io.replicator.progress.OngoingVerification;
import io.replicator.progress.PipelineState;
import io.replicator.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An endpoint with a streaming pipeline behind it, and a client. */
final class TestEndpoint implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef";

    final Progress progress = new Progress("globetrotter", Clock.systemUTC());
    final RecordingControl control = new RecordingControl();
    final HttpSettings settings;
    private final HttpEndpoint endpoint;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private TestEndpoint(HttpSettings settings) {
        stream();
        this.endpoint = HttpEndpoint.start(
                settings, new Served(progress, control, Map.of("name", "globetrotter"), Clock.systemUTC()));
        this.settings = new HttpSettings("127.0.0.1", endpoint.port(), settings.token(), settings.tls());
    }

    static TestEndpoint withToken() {
        return new TestEndpoint(new HttpSettings("127.0.0.1", 0, Optional.of(() -> TOKEN), Optional.empty()));
    }

    static TestEndpoint withoutToken() {
        return new TestEndpoint(new HttpSettings("127.0.0.1", 0));
    }

    static TestEndpoint encrypted(HttpTlsSettings tls) {
        return new TestEndpoint(new HttpSettings("127.0.0.1", 0, Optional.empty(), Optional.of(tls)));
    }

    private void stream() {
        TableId bookings = new TableId("travel", "bookings");
        progress.table(bookings).copyStarted(200, 0);
        progress.table(bookings).copied(50);
        progress.retrying(ErrorKind.CONNECTION, "The server went away\n  Check that it runs.");
        progress.enter(PipelineState.STREAMING, "up to date with the source");
        SourcePosition position = new SourcePosition(Map.of("file", "binlog.000002", "pos", "157"));
        apply(position, Instant.now(), 12);
        verify(new ComparisonResult(bookings, 1_200, 1_200, 0, 0, 0, List.of()));
    }

    void verify(ComparisonResult result) {
        OngoingVerification verification =
                progress.verifications().begin(Clock.systemUTC()).orElseThrow();
        verification.comparing(
                new SourcePosition(Map.of("file", "binlog.000002", "pos", "150")), List.of(result.table()));
        verification.compared(result);
        verification.end();
    }

    void apply(SourcePosition position, Instant committedAt, long rows) {
        progress.applied(new Commit(position, committedAt, rows, 3, Duration.ofMillis(20)));
    }

    int port() {
        return endpoint.port();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    HttpResponse<String> change(String method, String path, String body) {
        return send(method, path, body, "Authorization", "Bearer " + TOKEN);
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
