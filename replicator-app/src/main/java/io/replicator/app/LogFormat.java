package io.replicator.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the log looks. It must be chosen before the first logger is made, so earlier than the command line is parsed. */
enum LogFormat {
    TEXT,
    JSON;

    static final String OPTION = "--log-format";

    /** Read by logback.xml, as the name of an appender. */
    static final String VARIABLE = "REPLICATOR_LOG_FORMAT";

    /** From the option or else the environment; a value that is neither is left for the parser to refuse. */
    static LogFormat chosen(List<String> arguments, Map<String, String> environment) {
        return given(arguments)
                .or(() -> Optional.ofNullable(environment.get(VARIABLE)))
                .flatMap(LogFormat::named)
                .orElse(TEXT);
    }

    private static Optional<String> given(List<String> arguments) {
        int option = arguments.indexOf(OPTION);
        return option >= 0 && option + 1 < arguments.size()
                ? Optional.of(arguments.get(option + 1))
                : arguments.stream()
                        .filter(argument -> argument.startsWith(OPTION + "="))
                        .map(argument -> argument.substring(OPTION.length() + 1))
                        .findFirst();
    }

    private static Optional<LogFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }

    void use() {
        System.setProperty(VARIABLE, name().toLowerCase(Locale.ROOT));
    }
}
