package io.replicator.app.metrics;

import io.replicator.progress.PipelineState;
import io.replicator.progress.TableState;

/** States as numbers for metrics. Alerts rely on them: a number never changes its meaning. */
final class StateCode {
    static final String PIPELINE_HELP = "0 CREATED, 1 STANDBY, 2 PREPARING, 3 SNAPSHOTTING, 4 CATCHING_UP, 5 STREAMING,"
            + " 6 PAUSED, 7 DRAINING, 8 CUT_OVER, 9 STOPPED, 10 FAILED";
    static final String TABLE_HELP = "0 PENDING, 1 COPYING, 2 COPIED, 3 INDEXING, 4 READY, 5 SUSPENDED";

    private StateCode() {}

    static int of(PipelineState state) {
        return switch (state) {
            case CREATED -> 0;
            case STANDBY -> 1;
            case PREPARING -> 2;
            case SNAPSHOTTING -> 3;
            case CATCHING_UP -> 4;
            case STREAMING -> 5;
            case PAUSED -> 6;
            case DRAINING -> 7;
            case CUT_OVER -> 8;
            case STOPPED -> 9;
            case FAILED -> 10;
        };
    }

    static int of(TableState state) {
        return switch (state) {
            case PENDING -> 0;
            case COPYING -> 1;
            case COPIED -> 2;
            case INDEXING -> 3;
            case READY -> 4;
            case SUSPENDED -> 5;
        };
    }
}
