package io.replicator.dialect;

/**
 * One line of a preflight report.
 *
 * @param subject what was looked at, such as {@code binlog_format}
 * @param found what is there
 * @param remedy what to do about it, empty if passed
 */
public record Finding(Level level, String subject, String found, String remedy) {
    public enum Level {
        PASSED,
        WARNING,
        FAILED
    }

    public static Finding passed(String subject, String found) {
        return new Finding(Level.PASSED, subject, found, "");
    }

    public static Finding warning(String subject, String found, String remedy) {
        return new Finding(Level.WARNING, subject, found, remedy);
    }

    public static Finding failed(String subject, String found, String remedy) {
        return new Finding(Level.FAILED, subject, found, remedy);
    }
}
