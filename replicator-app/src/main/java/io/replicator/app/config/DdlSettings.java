package io.replicator.app.config;

import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.ddl.DdlPolicies.Action;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The keys of {@link DdlPolicies}. */
final class DdlSettings {
    static final Key<Action> ADD_COLUMN = key(ChangeKind.ADD_COLUMN, "A new column.");
    static final Key<Action> CHANGE_COLUMN =
            key(ChangeKind.CHANGE_COLUMN, "A wider type of a column, its nullability, default or comment.");
    static final Key<Action> RENAME_COLUMN = key(ChangeKind.RENAME_COLUMN, "Another name of a column.");
    static final Key<Action> DROP_COLUMN = key(ChangeKind.DROP_COLUMN, "A column is gone.");
    static final Key<Action> CREATE_TABLE = key(
            ChangeKind.CREATE_TABLE,
            "A selected table that the pipeline does not replicate yet. `apply` copies what it holds and replicates it from"
                    + " then on, `ignore` does not replicate it.");
    static final Key<Action> CHANGE_INDEX = key(
            ChangeKind.CHANGE_INDEX,
            "An index, a foreign key or a check is new or gone. `ignore` leaves the target's as they are.");
    static final Key<Action> RENAME_TABLE = key(
            ChangeKind.RENAME_TABLE,
            "A table has another name. `apply` drops it on the target and copies it under its new name, `ignore` keeps it"
                    + " on the target, no longer replicated.");
    static final Key<Action> DROP_TABLE =
            key(ChangeKind.DROP_TABLE, "A table is gone. `ignore` keeps it on the target, no longer replicated.");
    static final Key<Action> OTHER = key(
            ChangeKind.OTHER,
            "What cannot be expressed or may have changed values without a trace in the log: another primary key, a"
                    + " narrower type, an emptied partition. `apply` drops the table on the target and copies"
                    + " it again, `ignore` goes on if the target takes the rows of the new structure.");
    private static final Map<ChangeKind, Key<Action>> KEYS = Map.of(
            ChangeKind.ADD_COLUMN, ADD_COLUMN,
            ChangeKind.CHANGE_COLUMN, CHANGE_COLUMN,
            ChangeKind.RENAME_COLUMN, RENAME_COLUMN,
            ChangeKind.DROP_COLUMN, DROP_COLUMN,
            ChangeKind.CHANGE_INDEX, CHANGE_INDEX,
            ChangeKind.CREATE_TABLE, CREATE_TABLE,
            ChangeKind.RENAME_TABLE, RENAME_TABLE,
            ChangeKind.DROP_TABLE, DROP_TABLE,
            ChangeKind.OTHER, OTHER);
    static final Section<DdlPolicies> SECTION = new Section<>(
            "What becomes of changes of structure at the source: `apply` makes them on the target, `ignore` leaves the target"
                    + " as it is if it still takes every row, `stop` ends the run right before the change, until the target"
                    + " has it or this setting is another.",
            List.of(
                    ADD_COLUMN,
                    CHANGE_COLUMN,
                    RENAME_COLUMN,
                    DROP_COLUMN,
                    CHANGE_INDEX,
                    CREATE_TABLE,
                    RENAME_TABLE,
                    DROP_TABLE,
                    OTHER),
            DdlSettings::policies);

    private DdlSettings() {}

    private static Key<Action> key(ChangeKind kind, String meaning) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return Key.defaulted(
                name, new ChoiceValue<>(Action.class), kind.byDefault().name().toLowerCase(Locale.ROOT), meaning);
    }

    private static DdlPolicies policies(Given given) {
        Map<ChangeKind, Action> actions = new EnumMap<>(ChangeKind.class);
        KEYS.forEach((kind, key) -> actions.put(kind, given.get(key)));
        return new DdlPolicies(actions);
    }
}
