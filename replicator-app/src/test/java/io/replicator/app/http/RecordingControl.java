package io.replicator.app.http;

import io.replicator.change.TableId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was asked. */
public final class RecordingControl implements Control {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Optional<String> refusal = Optional.empty();

    void refuse(String why) {
        refusal = Optional.of(why);
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void pause() {
        asked.add("pause");
    }

    @Override
    public void resume() {
        asked.add("resume");
    }

    @Override
    public void copyAgain(TableId table) {
        asked.add("copy " + table);
    }

    @Override
    public Optional<String> verify() {
        asked.add("verify");
        return refusal;
    }

    @Override
    public void stop() {
        asked.add("stop");
    }
}
