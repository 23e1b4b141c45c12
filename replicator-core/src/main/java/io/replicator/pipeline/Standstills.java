package io.replicator.pipeline;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where a standstill is asked for; the thread that applies looks here now and then. Any thread. */
final class Standstills {
    private final AtomicReference<@Nullable Standstill> asked = new AtomicReference<>();

    void ask(Standstill standstill) {
        asked.set(standstill);
    }

    /** Each is handed out once. */
    Optional<Standstill> next() {
        return Optional.ofNullable(asked.getAndSet(null));
    }
}
