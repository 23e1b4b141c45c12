package io.replicator.app.config;

import io.replicator.app.config.Key.Presence;
import java.util.List;
import java.util.stream.Collectors;

/** Writes docs/configuration.md from the keys that the code reads. */
final class ConfigurationReference {
    private static final String HEAD = """
            # Configuration

            One YAML file describes one pipeline. `replicator check -c replicator.yml` tells whether it is right: unknown keys,
            wrong types and missing values are refused, all at once, each with its line.

            <!-- Generated from the code by ConfigurationReferenceTest; run it with -Dreplicator.rewrite-docs=true. -->

            ```yaml
            name: globetrotter
            source:
              url: jdbc:mysql://mysql:3306/globetrotter
              user: replicator
              password: ${env:SOURCE_PASSWORD}
            target:
              url: jdbc:postgresql://postgres:5432/globetrotter
              user: replicator
              password: ${file:/run/secrets/target_password}
            ```

            ## References

            `${env:NAME}` in a value is replaced by an environment variable, `${file:/path}` by the text of a file without the
            newline at its end. A variable or file that is missing is a mistake. `$${` stands for a literal `${`. Relative paths
            start at the folder of the configuration file. Secrets are shown nowhere, in no message and no log.
            """;

    private ConfigurationReference() {}

    static String text() {
        Section<Configuration> root = Configuration.SECTION;
        List<Key<?>> plain = root.keys().stream()
                .filter(key -> !(key.value() instanceof Section))
                .toList();
        return HEAD + "\n## The pipeline\n\n" + table(plain)
                + root.keys().stream()
                        .filter(key -> key.value() instanceof Section)
                        .map(ConfigurationReference::section)
                        .collect(Collectors.joining());
    }

    private static String section(Key<?> key) {
        Section<?> section = (Section<?>) key.value();
        return "\n## `" + key.name() + "`\n\n" + section.meaning() + "\n\n" + table(section.keys());
    }

    private static String table(List<Key<?>> keys) {
        return "| key | value | default | meaning |\n|---|---|---|---|\n"
                + keys.stream().map(key -> rows("", key)).collect(Collectors.joining());
    }

    /** A section within a section has dotted keys. */
    private static String rows(String prefix, Key<?> key) {
        if (key.value() instanceof Section<?> inner) {
            return inner.keys().stream()
                    .map(innerKey -> rows(prefix + key.name() + ".", innerKey))
                    .collect(Collectors.joining());
        }
        return row(prefix, key);
    }

    private static String row(String prefix, Key<?> key) {
        String fallback = key.fallback().contains("`") ? key.fallback() : "`" + key.fallback() + "`";
        return String.format(
                "| `%s` | %s | %s | %s |%n",
                prefix + key.name(),
                key.value().expected(),
                key.presence() == Presence.REQUIRED ? "**required**" : fallback,
                key.meaning());
    }
}
