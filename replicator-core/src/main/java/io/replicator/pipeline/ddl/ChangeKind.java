package io.replicator.pipeline.ddl;

import io.replicator.pipeline.ddl.DdlPolicies.Action;
import java.util.Locale;

/** Kinds of changes that have a policy of their own. By default, what loses nothing is applied. */
public enum ChangeKind {
    ADD_COLUMN(Action.APPLY),
    /** A wider type, nullability, default or comment. */
    CHANGE_COLUMN(Action.APPLY),
    RENAME_COLUMN(Action.APPLY),
    DROP_COLUMN(Action.STOP),
    /** An index, a foreign key or a check is new or gone. */
    CHANGE_INDEX(Action.APPLY),
    /** From then on it is replicated. */
    CREATE_TABLE(Action.APPLY),
    /** To be copied once more under its new name. */
    RENAME_TABLE(Action.STOP),
    DROP_TABLE(Action.STOP),
    /** What cannot be expressed, or may have changed values: another key, a narrower type, a partition that was emptied. */
    OTHER(Action.STOP);

    private final Action byDefault;

    ChangeKind(Action byDefault) {
        this.byDefault = byDefault;
    }

    public Action byDefault() {
        return byDefault;
    }

    /** As in the configuration file. */
    public String key() {
        return "ddl." + name().toLowerCase(Locale.ROOT);
    }
}
