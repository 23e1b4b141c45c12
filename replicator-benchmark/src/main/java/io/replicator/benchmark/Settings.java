package io.replicator.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to measure.
 *
 * @param direction from which server to which
 * @param rows of the table `orders`
 * @param changes of the backlog
 * @param lagTime how long changes are made and their lag measured
 * @param runs of each measurement
 * @param heap the daemon's, as in {@code -Xmx}
 * @param tls {@code sslMode} of the connections to MySQL, the daemon's and those of the limits
 * @param jvmOptions further options of the daemon's JVM
 */
record Settings(
        ServerPair.Direction direction,
        long rows,
        int changes,
        Duration lagTime,
        int runs,
        String heap,
        String tls,
        List<String> jvmOptions,
        Path home) {

    Path library() {
        return home.resolve("replicator-app/target/replicator/lib");
    }

    /** As the launcher makes it. */
    Path classArchive() {
        return library().resolveSibling("classes.jsa");
    }

    /** Where configuration files, logs and results go. */
    Path folder() {
        return home.resolve("replicator-benchmark/target/benchmark");
    }
}
