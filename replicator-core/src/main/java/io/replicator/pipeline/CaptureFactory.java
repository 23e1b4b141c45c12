package io.replicator.pipeline;

import io.replicator.capture.ChangeSource;
import io.replicator.schema.Table;
import java.util.List;

/** Makes the source engine's change streams. */
public interface CaptureFactory {
    /**
     * A stream, not yet started.
     *
     * @param tables with the structure they have where the stream will start
     */
    ChangeSource open(List<Table> tables);
}
