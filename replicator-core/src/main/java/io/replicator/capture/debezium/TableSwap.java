package io.replicator.capture.debezium;

import io.replicator.capture.Redefinition;
import io.replicator.capture.Redefinition.Altered;
import io.replicator.capture.Redefinition.Existing;
import io.replicator.capture.Redefinition.Unknown;
import io.replicator.schema.Column;
import io.replicator.schema.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A RENAME TABLE that puts another table in the place of a captured one. The tools that change tables online (gh-ost,
 * pt-online-schema-change) end so: what they put there has the rows of the table that it replaces, and another structure.
 *
 * @param incoming the table that takes the place
 */
record TableSwap(Table captured, String incoming) {
    private static final String NAME = "(?:(?:`(?:[^`]|``)+`|[\\w$]+)\\s*\\.\\s*)?(`(?:[^`]|``)+`|[\\w$]+)";
    private static final Pattern RENAME =
            Pattern.compile("(?:TABLES?\\s|,)\\s*" + NAME + "\\s+TO\\s+" + NAME, Pattern.CASE_INSENSITIVE);

    /** The swap of this table, if the statement is one. */
    static Optional<TableSwap> of(LoggedStatement statement, Table captured) {
        if (!statement.text().regionMatches(true, 0, "RENAME", 0, 6)) {
            return Optional.empty();
        }
        Matcher pairs = RENAME.matcher(statement.text());
        while (pairs.find()) {
            if (unquoted(pairs.group(2)).equalsIgnoreCase(captured.id().name())) {
                return Optional.of(new TableSwap(captured, unquoted(pairs.group(1))));
            }
        }
        return Optional.empty();
    }

    private static String unquoted(String name) {
        return name.startsWith("`") ? name.substring(1, name.length() - 1).replace("``", "`") : name;
    }

    /** @param catalog the table that is there now */
    Redefinition redefinition(Optional<Table> catalog) {
        if (!isMadeByTool()) {
            return new Unknown(
                    captured.id(),
                    "Table " + incoming + ", whose rows are not known, took the place of this one",
                    true);
        }
        return catalog.<Redefinition>map(this::altered)
                .orElseGet(() -> new Unknown(captured.id(), "The table is no longer in the source's catalog", false));
    }

    private boolean isMadeByTool() {
        String name = Pattern.quote(captured.id().name());
        return incoming.matches("(?i)_" + name + "_gho|_+" + name + "_new");
    }

    private Altered altered(Table now) {
        Map<String, Existing> added = new HashMap<>();
        for (Column column : now.columns()) {
            if (captured.columns().stream().noneMatch(old -> old.name().equals(column.name()))) {
                added.put(column.name(), ExistingRows.value(column));
            }
        }
        return new Altered(captured, now, Map.of(), added);
    }
}
