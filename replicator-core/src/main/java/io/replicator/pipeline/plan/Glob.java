package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import java.util.Locale;
import java.util.regex.Pattern;

/** A pattern of names: {@code *} stands for any text, {@code ?} for one character. Immutable. */
public final class Glob {
    private final Pattern pattern;

    public Glob(String glob) {
        String quoted = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        this.pattern = Pattern.compile(quoted, Pattern.DOTALL);
    }

    /** Whether it matches {@code name} or {@code schema.name}. */
    public boolean matches(TableId table) {
        return matches(table.name()) || matches(table.toString());
    }

    /** Whether it matches {@code table.column} or {@code schema.table.column}. */
    boolean matches(TableId table, String column) {
        return matches(table.name() + "." + column) || matches(table + "." + column);
    }

    boolean matchesAnyCase(String text) {
        return matches(text) || matches(text.toLowerCase(Locale.ROOT));
    }

    private boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
