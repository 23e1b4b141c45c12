package io.replicator.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class LogFormatTest {
    @Test
    void optionWinsOverTheEnvironment() {
        Map<String, String> json = Map.of("REPLICATOR_LOG_FORMAT", "JSON");

        assertThat(LogFormat.chosen(List.of("run", "-c", "x"), Map.of())).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.chosen(List.of("run", "-c", "x"), json)).isEqualTo(LogFormat.JSON);
        assertThat(LogFormat.chosen(List.of("run", "--log-format", "text"), json))
                .isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.chosen(List.of("run", "--log-format=json"), Map.of()))
                .isEqualTo(LogFormat.JSON);
    }

    @Test
    void wordThatIsNoFormatStillGivesALog() {
        assertThat(LogFormat.chosen(List.of("run"), Map.of("REPLICATOR_LOG_FORMAT", "xml")))
                .isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.chosen(List.of("run", "--log-format"), Map.of())).isEqualTo(LogFormat.TEXT);
    }

    @Test
    void jsonIsOneObjectPerLineWithTheTraceInside() throws Exception {
        List<String> lines = logged(LogFormat.JSON).lines().toList();

        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.get("level").asText()).isEqualTo("INFO");
        assertThat(first.get("loggerName").asText()).isEqualTo("test");
        assertThat(first.get("formattedMessage").asText()).isEqualTo("copied \"bookings\"\nZürich");
        assertThat(first.get("timestamp").asLong()).isPositive();
        assertThat(first.has("arguments")).isFalse();
        assertThat(new ObjectMapper()
                        .readTree(lines.get(1))
                        .at("/throwable/message")
                        .asText())
                .isEqualTo("broken");
    }

    @Test
    void textIsForPeople() throws Exception {
        assertThat(logged(LogFormat.TEXT)).contains("INFO  [main] test: copied \"bookings\"");
    }

    private static String logged(LogFormat format) throws JoranException {
        PrintStream before = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        LoggerContext context = new LoggerContext();
        try {
            System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
            context.setMDCAdapter(new LogbackMDCAdapter());
            context.putProperty(LogFormat.VARIABLE, format == LogFormat.JSON ? "json" : "text");
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Objects.requireNonNull(Main.class.getResource("/logback.xml")));
            context.getLogger("test").info("copied \"{}\"\nZürich", "bookings");
            context.getLogger("test").error("ended", new IllegalStateException("broken"));
        } finally {
            context.stop();
            System.setErr(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }
}
