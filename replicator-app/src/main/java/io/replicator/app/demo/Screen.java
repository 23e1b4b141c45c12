package io.replicator.app.demo;

import java.io.PrintWriter;
import java.util.List;

/**
 * Where the demo shows itself. On a terminal a block of live lines is redrawn in place; elsewhere it is printed again
 * every few seconds. One thread.
 */
public final class Screen {
    private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;
    private static final String UP_AND_CLEAR = "\u001b[1A\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private int liveLines;
    private long lastPlain = Long.MIN_VALUE;

    /** @param terminal whether lines can be redrawn */
    public Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void title(String title) {
        line("");
        line(title);
    }

    /** A line that stays. */
    void line(String line) {
        eraseLive();
        out.println(line);
        out.flush();
    }

    /** "  name         text". */
    void line(String name, String text) {
        line(String.format("  %-12s %s", name, text));
    }

    /** Lines that show how things are now; the next ones take their place. */
    void live(List<String> lines) {
        if (terminal) {
            draw(lines);
        } else if (lastPlain == Long.MIN_VALUE || System.nanoTime() - lastPlain > PLAIN_INTERVAL_NANOS) {
            lastPlain = System.nanoTime();
            lines.forEach(out::println);
            out.flush();
        }
    }

    /** The last state of live lines, which stays. */
    void settle(List<String> lines) {
        eraseLive();
        lines.forEach(out::println);
        out.flush();
        lastPlain = Long.MIN_VALUE;
    }

    private void draw(List<String> lines) {
        eraseLive();
        lines.forEach(out::println);
        liveLines = lines.size();
        out.flush();
    }

    private void eraseLive() {
        out.print(UP_AND_CLEAR.repeat(liveLines));
        liveLines = 0;
    }
}
