package io.replicator.app.http;

import java.util.function.Function;

/** One thing that can be asked for. @param changing whether it needs the token */
record Route(String method, String path, boolean changing, Function<Call, Response> answer) {
    static Route get(String path, Function<Call, Response> answer) {
        return new Route("GET", path, false, answer);
    }

    /** POST or PUT, for holders of the token. */
    static Route change(String method, String path, Function<Call, Response> answer) {
        return new Route(method, path, true, answer);
    }

    boolean takes(String wanted) {
        return method.equals(wanted) || (method.equals("GET") && wanted.equals("HEAD"));
    }
}
