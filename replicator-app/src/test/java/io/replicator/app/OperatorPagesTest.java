package io.replicator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.error.RetryPolicy;
import io.replicator.progress.PipelineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages for operators know every word that the program may say. */
final class OperatorPagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern MESSAGE = Pattern.compile(
            "(?:\\bLOG\\s*\\.(?:info|warn|error)|progress(?:\\(\\))?\\.note)\\((.*?)\\);", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void everyErrorKindHasItsExitCodeItsPolicyAndWhatToDo(ErrorKind kind) throws IOException {
        assertThat(page("understanding-output.md"))
                .containsPattern("(?m)^\\| " + kind.exitCode() + " \\|[^|]*`" + kind + "`");
        assertThat(page("operations.md"))
                .containsPattern("(?m)^\\|[^|]*`" + kind + "`[^|]*\\| "
                        + (kind.policy() == RetryPolicy.RETRY ? "yes" : "no") + "[^|]*\\| \\w");
    }

    @Test
    void everyStateThatIsEnteredIsExplained() throws IOException {
        EnumSet<PipelineState> notYetEntered =
                EnumSet.of(PipelineState.CREATED, PipelineState.DRAINING, PipelineState.CUT_OVER);

        assertThat(EnumSet.complementOf(notYetEntered))
                .allSatisfy(state -> assertThat(page("understanding-output.md")).contains("| `" + state + "` |"));
    }

    @Test
    void everyMessageOfTheLogIsExplained() throws IOException {
        String page = page("understanding-output.md");

        assertThat(messages())
                .hasSizeGreaterThan(25)
                .allSatisfy(message -> assertThat(page).contains(message));
    }

    private static List<String> messages() throws IOException {
        List<String> messages = new ArrayList<>();
        for (String module : List.of("replicator-core", "replicator-app")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    MESSAGE.matcher(Files.readString(file))
                            .results()
                            .map(call -> fixedPart(call.group(1)))
                            .forEach(messages::add);
                }
            }
        }
        messages.removeIf(String::isEmpty);
        return messages;
    }

    /** The beginning of the longest part that is the same every time. */
    private static String fixedPart(String call) {
        String longest = TEXT.matcher(call)
                .results()
                .flatMap(text -> Stream.of(text.group(1).split("\\{}")))
                .map(part -> part.replaceFirst("^\\W+", "").strip())
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return longest.substring(0, Math.min(longest.length(), 40)).strip();
    }

    private static String page(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }
}
