package io.replicator.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.replicator.app.config.HttpSettings;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks a running daemon. Any thread. */
public final class DaemonClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpSettings settings;
    private final HttpClient http;

    public DaemonClient(HttpSettings settings) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        settings.tls().map(OwnCertificate::context).ifPresent(client::sslContext);
        this.settings = settings;
        this.http = client.build();
    }

    /** The pipeline's status, or empty if there is no answer that makes sense. */
    public Optional<StatusDocument> status() throws InterruptedException {
        return get("status", StatusDocument.class);
    }

    /** The latest verification, or empty if there is no answer that makes sense. */
    public Optional<VerificationDocument> verification() throws InterruptedException {
        return get("verify", VerificationDocument.class);
    }

    /** Begins a verification. @throws ReplicationException if the daemon refuses, or does not answer */
    public void verify() throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(request("verify").POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                boolean token = answer.statusCode() == 401 || answer.statusCode() == 403;
                throw new ReplicationException(
                        token ? ErrorKind.CONFIGURATION : ErrorKind.CONFLICT,
                        "The daemon does not compare: " + error(answer.body()));
            }
        } catch (IOException e) {
            throw new ReplicationException(ErrorKind.CONNECTION, "The daemon does not answer any more: " + e, e);
        }
    }

    private record ErrorDocument(String error) {}

    private static String error(String body) throws JsonProcessingException {
        ErrorDocument document = StatusJson.read(body, ErrorDocument.class);
        return document == null ? body : document.error();
    }

    private <T> Optional<T> get(String what, Class<T> type) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request(what).build(), BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Optional.ofNullable(StatusJson.read(answer.body(), type))
                    : Optional.empty();
        } catch (JsonProcessingException somethingElseListensThere) {
            return Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String what) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(what)).timeout(PATIENCE);
        settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token.get()));
        return request;
    }

    private URI address(String what) {
        String host = switch (settings.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> settings.host();
        };
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(settings.scheme() + "://" + authority + ":" + settings.port() + "/api/v1/" + what);
    }
}
