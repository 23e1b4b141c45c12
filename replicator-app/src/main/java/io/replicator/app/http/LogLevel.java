package io.replicator.app.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** The level of everything that is not given a level of its own in the log's configuration. Stateless. */
final class LogLevel {
    static final List<String> NAMES = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR");

    private LogLevel() {}

    static String get() {
        return root().getLevel().toString();
    }

    /** @return the level set, or empty if there is none of this name */
    static Optional<String> set(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!NAMES.contains(upper)) {
            return Optional.empty();
        }
        root().setLevel(Level.valueOf(upper));
        return Optional.of(upper);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
