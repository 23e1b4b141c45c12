package io.replicator.app.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the server and the routes. Waits for no client: bodies are read and written as they come. */
final class RequestHandler extends Handler.Abstract.NonBlocking {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final int BODY_BYTES = 4 * 1024;

    private final Routes routes;
    private final Pace pace;

    RequestHandler(Routes routes, Pace pace) {
        this.routes = routes;
        this.pace = pace;
    }

    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        long wait = pace.take();
        if (wait == 0) {
            read(request, response, callback);
        } else {
            Components jetty = request.getComponents();
            jetty.getScheduler()
                    .schedule(
                            () -> jetty.getExecutor().execute(() -> read(request, response, callback)),
                            wait,
                            TimeUnit.NANOSECONDS);
        }
        return true;
    }

    private void read(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        if (request.getLength() > BODY_BYTES) {
            tooLarge().send(response, callback);
        } else {
            var unused = RequestBody.read(request, BODY_BYTES).whenComplete((body, failure) -> {
                if (failure == null) {
                    answer(request, body).send(response, callback);
                } else if (failure instanceof RequestBody.TooLarge) {
                    tooLarge().send(response, callback);
                } else {
                    callback.failed(failure);
                }
            });
        }
    }

    private static Answer tooLarge() {
        return new Answer(Response.error(413, "the body is larger than " + BODY_BYTES + " bytes"));
    }

    private Answer answer(Request request, String body) {
        HttpFields headers = request.getHeaders();
        String path = Request.getPathInContext(request);
        try {
            return new Answer(
                    routes.answer(new Call(request.getMethod(), path, headers.get(HttpHeader.AUTHORIZATION), body)));
        } catch (RuntimeException e) {
            LOG.warn("Request for {} failed", path, e);
            return new Answer(Response.error(500, "this is a defect of replicator; its log says more"));
        }
    }
}
