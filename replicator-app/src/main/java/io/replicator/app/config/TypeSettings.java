package io.replicator.app.config;

import io.replicator.pipeline.plan.TypeOverrides;
import java.util.List;
import java.util.Map;

/** The keys of {@link TypeOverrides}. */
final class TypeSettings {
    private static final TextValue TYPE = TextValue.of("[A-Za-z][A-Za-z0-9_ (),]*", "a type of the target");

    static final Key<Map<String, String>> COLUMNS = Key.defaulted(
            "columns",
            new NamesValue(
                    TextValue.of("[^.]+(\\.[^.]+){1,2}", "table.column, database.table.column, or a glob over either"),
                    TYPE,
                    "a mapping of columns to types such as {orders.paid: boolean, \"*.uuid\": uuid}"),
            "{}",
            "Types of single columns: globs over `table.column` or `database.table.column`. They go before `from`.");
    static final Key<Map<String, String>> FROM = Key.defaulted(
            "from",
            new NamesValue(
                    TextValue.notEmpty("a type of the source"),
                    TYPE,
                    "a mapping of types such as {tinyint(1): boolean, \"decimal(*)\": numeric}"),
            "{}",
            "Types of all columns of a type, which is written as the source's catalog does; globs.");
    static final Section<TypeOverrides> SECTION = new Section<>(
            "Other types on the target than Replicator would choose. `replicator plan` shows what may not fit, which then"
                    + " stops the run; a type that cannot carry the values is refused.",
            List.of(COLUMNS, FROM),
            given -> new TypeOverrides(given.get(COLUMNS), given.get(FROM)));

    private TypeSettings() {}
}
