package io.replicator.app.config;

import io.replicator.app.config.References.Unresolved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in the file with what stands there.
 *
 * @param path dotted path of keys, empty for the whole file
 */
record Setting(String path, Node node, Reading reading) {
    private static final int SHOWN_CHARACTERS = 80;

    /** Whether nothing stands behind the key, or {@code null}. */
    boolean isEmpty() {
        return Tag.NULL.equals(node.getTag());
    }

    boolean isWrittenNull() {
        return isEmpty()
                && node instanceof ScalarNode scalar
                && !scalar.getValue().isEmpty();
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    void refuse(String key, String text) {
        reading.mistake(node.getStartMark(), key, text);
    }

    /** Reports that something else stands here. For a value that may be shown. */
    void refuse(Value<?> value) {
        refuse(path, "found " + found() + "; expected " + value.expected());
    }

    /** The scalar as written, references unresolved, or {@code null} if it is nothing, a list or a mapping. */
    @Nullable
    String raw() {
        return node instanceof ScalarNode scalar && !isEmpty() ? scalar.getValue() : null;
    }

    /** The scalar with its references resolved, or {@code null} after having reported why there is none. */
    @Nullable
    String text(Value<?> value) {
        String raw = raw();
        if (raw == null) {
            refuse(value);
            return null;
        }
        try {
            return reading.references().resolve(raw, reading);
        } catch (Unresolved unresolved) {
            refuse(path, unresolved.getMessage());
            return null;
        }
    }

    /** The elements, or {@code null} after having reported that this is no list. */
    @Nullable
    List<Setting> elements(Value<?> value) {
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(element -> new Setting(path, element, reading))
                    .toList();
        }
        refuse(value);
        return null;
    }

    /**
     * The entries of a mapping, or {@code null} after having reported that this is none.
     *
     * @param known the keys that there may be, or empty if all may be
     */
    @Nullable
    Map<String, Setting> entries(Value<?> value, List<String> known) {
        if (!(node instanceof MappingNode mapping)) {
            refuse(value);
            return null;
        }
        Map<String, Setting> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key) {
                addEntry(key, tuple.getValueNode(), known, entries);
            } else {
                reading.mistake(tuple.getKeyNode().getStartMark(), path, "found a list or mapping as a key");
            }
        }
        return entries;
    }

    private void addEntry(ScalarNode key, Node value, List<String> known, Map<String, Setting> entries) {
        String name = key.getValue();
        Setting first = entries.putIfAbsent(name, new Setting(pathOf(name), value, reading));
        if (!known.isEmpty() && !known.contains(name)) {
            reading.mistake(key.getStartMark(), pathOf(name), "unknown key" + NearestName.hint(name, known));
        } else if (first != null) {
            int line = first.node().getStartMark().getLine() + 1;
            reading.mistake(key.getStartMark(), pathOf(name), "is there already, in line " + line + "; keep one");
        }
    }

    /** What stands here, for messages. */
    private String found() {
        String raw = raw();
        if (raw == null) {
            return isEmpty() ? "nothing" : node instanceof SequenceNode ? "a list" : "a mapping";
        }
        return "'" + (raw.length() > SHOWN_CHARACTERS ? raw.substring(0, SHOWN_CHARACTERS) + "…" : raw) + "'";
    }
}
