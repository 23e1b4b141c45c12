package io.replicator.app.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.replicator.app.config.HttpSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks a running daemon for its status. Any thread. */
public final class StatusClient {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http;
    private final HttpRequest request;

    public StatusClient(HttpSettings settings) {
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        settings.tls().map(OwnCertificate::context).ifPresent(client::sslContext);
        this.http = client.build();
        this.request =
                HttpRequest.newBuilder(address(settings)).timeout(PATIENCE).build();
    }

    private static URI address(HttpSettings settings) {
        String host = switch (settings.host()) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::" -> "::1";
            default -> settings.host();
        };
        String authority = host.contains(":") ? "[" + host + "]" : host;
        return URI.create(settings.scheme() + "://" + authority + ":" + settings.port() + "/api/v1/status");
    }

    /** The daemon's answer, or empty if there is none that makes sense. */
    public Optional<StatusDocument> fetch() throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.ofNullable(StatusJson.read(response.body(), StatusDocument.class))
                    : Optional.empty();
        } catch (JsonProcessingException somethingElseListensThere) {
            return Optional.empty();
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }
}
