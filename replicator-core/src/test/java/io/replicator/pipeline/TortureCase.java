package io.replicator.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type and values that are hard to carry, from a file: {@code type:} the type, {@code before:} a statement that it needs,
 * {@code since:} the first version of the source that has it, every other line a literal, with {@code since 14:} before it
 * if only later versions have it, and {@code not mysql, mariadb:} if these targets refuse it.
 *
 * @param name of the file, and of the table
 */
record TortureCase(String name, List<String> before, String type, int since, List<Literal> values) {
    private static final String BEFORE = "before: ";
    private static final String TYPE = "type: ";
    private static final String SINCE = "since: ";
    private static final Pattern LITERAL = Pattern.compile("(?:since (\\d+): )?(?:not ([a-z, ]+): )?(.*)");

    private record Literal(int since, String sql, String refusing) {
        static Literal of(String line) {
            Matcher parts = LITERAL.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(line);
            }
            return new Literal(
                    parts.group(1) == null ? 0 : Integer.parseInt(parts.group(1)),
                    parts.group(3),
                    String.valueOf(parts.group(2)));
        }
    }

    /** Those that an engine can hold. */
    List<String> literals(String target) {
        return values.stream()
                .filter(literal -> !literal.refusing().contains(target))
                .map(Literal::sql)
                .toList();
    }

    /** Those that it cannot. */
    List<String> refused(String target) {
        return values.stream()
                .filter(literal -> literal.refusing().contains(target))
                .map(Literal::sql)
                .toList();
    }

    /** All of one engine. MariaDB has those of MySQL, but for what it has in a file of its own. */
    static List<TortureCase> of(String engine) {
        Map<Path, Path> files = new TreeMap<>();
        if (engine.equals("mariadb")) {
            files("mysql").forEach(file -> files.put(file.getFileName(), file));
        }
        files(engine).forEach(file -> files.put(file.getFileName(), file));
        return files.values().stream().map(TortureCase::read).toList();
    }

    private static List<Path> files(String engine) {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/torture", engine))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of those, what a server of this version has. */
    static List<TortureCase> of(String engine, int version) {
        return of(engine).stream()
                .filter(type -> type.since() <= version)
                .map(type -> new TortureCase(
                        type.name(),
                        type.before(),
                        type.type(),
                        type.since(),
                        type.values().stream()
                                .filter(literal -> literal.since() <= version)
                                .toList()))
                .toList();
    }

    private static TortureCase read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return new TortureCase(
                    "t_" + file.getFileName().toString().replace(".case", ""),
                    starting(lines, BEFORE),
                    starting(lines, TYPE).get(0),
                    starting(lines, SINCE).stream()
                            .mapToInt(Integer::parseInt)
                            .findFirst()
                            .orElse(0),
                    lines.stream()
                            .filter(line -> Stream.of(BEFORE, TYPE, SINCE).noneMatch(line::startsWith))
                            .map(Literal::of)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> starting(List<String> lines, String with) {
        return lines.stream()
                .filter(line -> line.startsWith(with))
                .map(line -> line.substring(with.length()))
                .toList();
    }
}
