package io.replicator.app.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;

/** Collects a body as it comes, without a thread that waits for it. */
final class RequestBody implements Runnable {
    private final Content.Source source;
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();

    private RequestBody(Content.Source source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    /** The body is longer than the limit. */
    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** Fails with {@link TooLarge}, or with what is wrong with the connection. */
    static CompletableFuture<String> read(Content.Source source, int limit) {
        RequestBody body = new RequestBody(source, limit);
        body.run();
        return body.text;
    }

    @Override
    public void run() {
        while (!text.isDone()) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        if (Content.Chunk.isFailure(chunk)) {
            text.completeExceptionally(chunk.getFailure());
            return;
        }
        bytes.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        boolean last = chunk.isLast();
        chunk.release();
        if (bytes.size() > limit) {
            text.completeExceptionally(new TooLarge());
        } else if (last) {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
