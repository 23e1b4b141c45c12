package io.replicator.app.status;

/** What a monitor is told of a pipeline, in one line. */
public record Verdict(Level level, String why) {
    /** With the exit codes of monitoring plugins. */
    public enum Level {
        OK(0),
        WARNING(1),
        CRITICAL(2),
        UNKNOWN(3);

        private final int exitCode;

        Level(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    @Override
    public String toString() {
        return level + ": " + why;
    }
}
