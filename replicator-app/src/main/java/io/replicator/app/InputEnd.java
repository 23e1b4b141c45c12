package io.replicator.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Ends the process, as SIGTERM does, when its standard input ends. */
final class InputEnd {
    private InputEnd() {}

    static void exitsProcess() {
        Thread thread = new Thread(
                () -> {
                    readToEnd(System.in);
                    System.exit(0);
                },
                "input-end");
        thread.setDaemon(true);
        thread.start();
    }

    private static void readToEnd(InputStream input) {
        try {
            input.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // as good as its end
        }
    }
}
