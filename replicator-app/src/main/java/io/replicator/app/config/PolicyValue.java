package io.replicator.app.config;

import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * What to do with a value that the target cannot hold.
 *
 * @param nullAllowed whether {@code null} is a choice
 * @param replacement the form of the value that {@code {replace: ...}} may name
 */
record PolicyValue(boolean nullAllowed, TextValue replacement) implements Value<Policy> {
    @Override
    public String expected() {
        return "refuse, " + (nullAllowed ? "\"null\", " : "") + "or {replace: " + replacement.expected() + "}";
    }

    @Override
    public @Nullable Policy read(Setting setting) {
        if (setting.node() instanceof MappingNode) {
            return readReplacement(setting);
        }
        if ("refuse".equals(setting.raw())) {
            return Policy.REFUSE;
        }
        // Without its quotes null is YAML's null; what is meant is plain.
        if (nullAllowed && ("null".equals(setting.raw()) || setting.isWrittenNull())) {
            return Policy.NULL;
        }
        setting.refuse(this);
        return null;
    }

    private @Nullable Policy readReplacement(Setting setting) {
        Map<String, Setting> entries = setting.entries(this, List.of("replace"));
        Setting entry = entries == null ? null : entries.get("replace");
        if (entry == null) {
            setting.refuse(setting.path(), "replace is missing; expected " + expected());
            return null;
        }
        String text = replacement.read(entry);
        return text == null ? null : new Policy(Action.REPLACE, text);
    }
}
