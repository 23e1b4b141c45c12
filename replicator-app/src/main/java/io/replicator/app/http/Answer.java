package io.replicator.app.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;

/** A response on its way out. */
record Answer(Response response) {
    /** The page needs nothing from elsewhere, and nobody may frame or embed it. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff");

    void send(org.eclipse.jetty.server.Response out, Callback callback) {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        out.setStatus(response.status());
        HEADERS.forEach(out.getHeaders()::put);
        response.headers().forEach(out.getHeaders()::put);
        out.getHeaders().put(HttpHeader.CONTENT_TYPE, response.contentType());
        out.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        out.write(true, ByteBuffer.wrap(body), Callback.from(callback, response.afterwards()));
    }
}
