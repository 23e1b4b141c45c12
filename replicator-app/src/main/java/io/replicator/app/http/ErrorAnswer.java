package io.replicator.app.http;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** What is answered to requests that are none. Says nothing about the server. */
final class ErrorAnswer implements Request.Handler {
    @Override
    public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback callback) {
        int status = response.getStatus();
        new Answer(Response.error(status, HttpStatus.getMessage(status))).send(response, callback);
        return true;
    }
}
