package io.replicator.app.config;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Parses YAML into nodes that know their place in the file. */
final class YamlText {
    private static final String SECOND_DOCUMENT = "but found another document";

    private YamlText() {}

    /** The one document, or {@code null} if the text is empty. */
    static @Nullable Node compose(String text) {
        return new Yaml(new LoaderOptions()).compose(new StringReader(text));
    }

    /** The one document, or {@code null} after having reported that it is empty or no YAML. */
    static @Nullable Node compose(String text, Reading reading) {
        try {
            Node root = compose(text);
            if (root == null) {
                reading.mistake(1, 1, "", "the file is empty; expected at least name, source and target");
            }
            return root;
        } catch (MarkedYAMLException e) {
            reading.mistake(e.getProblemMark(), "", "no valid YAML: " + problem(e) + begin(e));
        } catch (ReaderException e) {
            reading.mistake(line(text, e.getPosition()), 1, "", "a character that YAML does not allow");
        } catch (YAMLException e) {
            reading.mistake(1, 1, "", "no valid YAML: lists or mappings are nested too deep");
        }
        return null;
    }

    /** The parser's words without what it quotes from the file: that may be a password without quotes. */
    private static String problem(MarkedYAMLException e) {
        String problem = e.getProblem();
        if (problem.contains("alias") || problem.contains("tag") || problem.contains("anchor")) {
            return "an alias (*), anchor (&) or tag (!) that means nothing here; quote a value that begins so";
        }
        return problem.startsWith(SECOND_DOCUMENT) ? "a second document (---); expected one" : problem;
    }

    private static String begin(MarkedYAMLException e) {
        Mark context = e.getContextMark();
        boolean elsewhere = context != null
                && context.getLine() != e.getProblemMark().getLine()
                && !e.getProblem().startsWith(SECOND_DOCUMENT);
        return elsewhere ? " (what is not complete begins in line " + (context.getLine() + 1) + ")" : "";
    }

    private static int line(String text, int position) {
        return 1
                + (int) text.chars()
                        .limit(position)
                        .filter(character -> character == '\n')
                        .count();
    }
}
