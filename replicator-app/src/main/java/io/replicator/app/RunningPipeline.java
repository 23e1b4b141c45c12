package io.replicator.app;

import io.replicator.app.Operations.Daemon;
import io.replicator.change.TableId;
import io.replicator.pipeline.Pipeline;
import java.time.Duration;
import java.util.Optional;

/** A pipeline as the commands and the control API steer it. */
record RunningPipeline(Pipeline pipeline) implements Daemon {
    @Override
    public void run() {
        pipeline.run();
    }

    @Override
    public boolean stop(Duration patience) throws InterruptedException {
        return pipeline.stop(patience);
    }

    @Override
    public void pause() {
        pipeline.pause();
    }

    @Override
    public void resume() {
        pipeline.resume();
    }

    @Override
    public void copyAgain(TableId table) {
        pipeline.copyAgain(table);
    }

    @Override
    public Optional<String> verify() {
        return pipeline.verify();
    }

    @Override
    public void stop() {
        pipeline.requestStop();
    }
}
