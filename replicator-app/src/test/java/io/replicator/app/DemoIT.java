package io.replicator.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The demo as a user runs it, only smaller. */
final class DemoIT {
    @Test
    void endsEqualAfterAKillUnderTraffic() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine(new Assembly(), Clock.systemUTC());
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));

        int exitCode = commandLine.execute("demo", "--rows", "5000", "--rate", "200", "--duration", "6s");

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).contains("kill -9", "EQUAL", "0 differences", "resume time");
        assertThat(exitCode).isZero();
    }
}
