package io.replicator.pipeline.ddl;

import java.util.EnumMap;
import java.util.Map;

/** The user's choice for each kind of change. */
public record DdlPolicies(Map<ChangeKind, Action> actions) {
    public static final DdlPolicies DEFAULT = new DdlPolicies(Map.of());

    public enum Action {
        APPLY,
        /** The target stays as it is, if it still takes every row. */
        IGNORE,
        STOP
    }

    public DdlPolicies {
        Map<ChangeKind, Action> all = new EnumMap<>(ChangeKind.class);
        for (ChangeKind kind : ChangeKind.values()) {
            all.put(kind, actions.getOrDefault(kind, kind.byDefault()));
        }
        actions = Map.copyOf(all);
    }

    /** The same action for everything. */
    public static DdlPolicies all(Action action) {
        Map<ChangeKind, Action> actions = new EnumMap<>(ChangeKind.class);
        for (ChangeKind kind : ChangeKind.values()) {
            actions.put(kind, action);
        }
        return new DdlPolicies(actions);
    }

    public DdlPolicies with(ChangeKind kind, Action action) {
        Map<ChangeKind, Action> changed = new EnumMap<>(actions);
        changed.put(kind, action);
        return new DdlPolicies(changed);
    }

    public Action of(ChangeKind kind) {
        return actions.getOrDefault(kind, Action.STOP);
    }
}
