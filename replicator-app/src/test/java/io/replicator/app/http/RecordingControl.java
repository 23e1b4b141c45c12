package io.replicator.app.http;

import io.replicator.change.TableId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was asked. */
public final class RecordingControl implements Control {
    private final List<String> asked = new CopyOnWriteArrayList<>();

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
    public void stop() {
        asked.add("stop");
    }
}
