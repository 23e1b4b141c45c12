package io.replicator.pipeline.ddl;

import io.replicator.dialect.AlterStep;
import org.jspecify.annotations.Nullable;

/**
 * A step with its kind.
 *
 * @param what in the operator's words
 * @param alter what does it on the target, or what a person has to do; {@code null} if it has no such words
 * @param isPlain whether it may be taken by itself
 */
public record Step(ChangeKind kind, String what, @Nullable AlterStep alter, boolean isPlain) {
    public static Step plain(ChangeKind kind, String what, AlterStep alter) {
        return new Step(kind, what, alter, true);
    }

    /** One that only a person can decide about. */
    static Step doubtful(String what, @Nullable AlterStep alter) {
        return new Step(ChangeKind.OTHER, what, alter, false);
    }
}
