package io.replicator.app.config;

import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;

/** One reading of a configuration file: collects the mistakes, so that all are reported at once. One thread. */
final class Reading {
    private final Path file;
    private final References references;
    private final SortedSet<Mistake> mistakes = new TreeSet<>();

    Reading(Path file, References references) {
        this.file = file;
        this.references = references;
    }

    References references() {
        return references;
    }

    void mistake(Mark mark, String key, String text) {
        mistake(mark.getLine() + 1, mark.getColumn() + 1, key, text);
    }

    void mistake(int line, int column, String key, String text) {
        mistakes.add(new Mistake(line, column, key, text));
    }

    /** The default of a key, as if it stood in the file. */
    Setting fallback(Key<?> key) {
        return new Setting(key.name(), YamlText.compose(key.fallback()), this);
    }

    /** A path in the configuration: relative ones start at the file's folder. */
    Path resolve(String path) {
        return file.toAbsolutePath().resolveSibling(path).normalize();
    }

    /** @throws ReplicationException naming every mistake, if there is one */
    void throwMistakes() {
        if (mistakes.isEmpty()) {
            return;
        }
        String head =
                file + (mistakes.size() == 1 ? " has a mistake:\n  " : " has " + mistakes.size() + " mistakes:\n  ");
        String list =
                mistakes.stream().map(mistake -> mistake.in(file.toString())).collect(Collectors.joining("\n  "));
        throw new ReplicationException(ErrorKind.CONFIGURATION, head + list);
    }
}
