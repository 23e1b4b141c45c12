package io.replicator.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScreenTest {
    private final StringWriter out = new StringWriter();

    @Test
    void terminalRedrawsLiveLinesInPlace() {
        Screen screen = screen(true);
        screen.live(List.of("a 1", "b 1"));
        screen.live(List.of("a 2", "b 2"));
        screen.line("done");

        String up = "\u001b[1A\u001b[2K";
        assertThat(out.toString())
                .isEqualToNormalizingNewlines("a 1\nb 1\n" + up + up + "a 2\nb 2\n" + up + up + "done\n");
    }

    @Test
    void elsewhereLiveLinesComeNowAndThenWithoutControlCharacters() {
        Screen screen = screen(false);
        screen.live(List.of("a 1"));
        screen.live(List.of("a 2"));
        screen.settle(List.of("a 3"));
        screen.live(List.of("b 1"));

        assertThat(out.toString()).isEqualToNormalizingNewlines("a 1\na 3\nb 1\n");
    }

    private Screen screen(boolean terminal) {
        return new Screen(new PrintWriter(out), terminal);
    }
}
