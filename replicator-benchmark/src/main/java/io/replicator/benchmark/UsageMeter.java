package io.replicator.benchmark;

/** Measures what a process and the servers use from now on. */
final class UsageMeter {
    private final ServerPair servers;
    private final double before;
    private final double sourceSeconds;
    private final double targetSeconds;

    /** For a process that is about to start. */
    UsageMeter(ServerPair servers) {
        this(servers, 0);
    }

    /** For a process that runs already. */
    UsageMeter(ServerPair servers, ProcessUsage process) {
        this(servers, process.ownSeconds());
    }

    private UsageMeter(ServerPair servers, double before) {
        this.servers = servers;
        this.before = before;
        this.sourceSeconds = servers.source().usage().treeSeconds();
        this.targetSeconds = servers.target().usage().treeSeconds();
    }

    Figure.Usage of(ProcessUsage process) {
        return new Figure.Usage(
                process.peakMegabytes(),
                process.ownSeconds() - before,
                servers.source().usage().treeSeconds() - sourceSeconds,
                servers.target().usage().treeSeconds() - targetSeconds);
    }
}
