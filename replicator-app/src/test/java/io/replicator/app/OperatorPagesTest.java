package io.replicator.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.error.ErrorKind;
import io.replicator.error.RetryPolicy;
import io.replicator.progress.PipelineState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages for operators know every word that the program may say. */
final class OperatorPagesTest {
    private static final Path DOCS = Path.of("..", "docs");

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
                EnumSet.of(PipelineState.CREATED, PipelineState.PAUSED, PipelineState.DRAINING, PipelineState.CUT_OVER);

        assertThat(EnumSet.complementOf(notYetEntered))
                .allSatisfy(state -> assertThat(page("understanding-output.md")).contains("| `" + state + "` |"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }
}
