package io.replicator.benchmark;

import java.util.List;

/** A measurement that can be repeated; it leaves the servers as it found them. */
interface Scenario {
    String name();

    /** What all runs share; called once. */
    void prepare() throws Exception;

    List<Figure> run() throws Exception;
}
