package io.replicator.app.http;

import io.replicator.error.ReplicationException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides whether a request may change something. @param configured asked at each request, so that it can be rotated */
record Token(Optional<Supplier<String>> configured) {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);
    private static final String SCHEME = "Bearer ";

    /** A refusal, or empty if the request shows the token. */
    Optional<Response> refusal(@Nullable String authorization) {
        if (configured.isEmpty()) {
            return Optional.of(Response.error(403, "changes are switched off; set http.token to allow them"));
        }
        boolean shown = authorization != null && authorization.startsWith(SCHEME);
        try {
            if (shown
                    && isSame(
                            authorization.substring(SCHEME.length()),
                            configured.get().get())) {
                return Optional.empty();
            }
        } catch (ReplicationException e) {
            LOG.warn("No changes through the API: {}", e.getMessage());
            return Optional.of(Response.error(503, "the token cannot be read; the log says why"));
        }
        return Optional.of(Response.error(401, shown ? "this is not the token" : "a bearer token is needed")
                .with("WWW-Authenticate", "Bearer"));
    }

    /** In a time that depends on neither's content; digests have one length. */
    private static boolean isSame(String given, String expected) {
        return !expected.isEmpty() && MessageDigest.isEqual(digest(given), digest(expected));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
