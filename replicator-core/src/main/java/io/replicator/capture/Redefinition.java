package io.replicator.capture;

import io.replicator.change.TableId;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.Table;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a change in the log makes of one table. */
public sealed interface Redefinition {
    TableId table();

    /**
     * The table goes on with another structure.
     *
     * @param renamed old names of columns by their new ones
     * @param added the new columns by name, with what they hold in rows that were there
     */
    record Altered(Table before, Table after, Map<String, String> renamed, Map<String, Existing> added)
            implements Redefinition {
        public Altered {
            renamed = Map.copyOf(renamed);
            added = Map.copyOf(added);
        }

        @Override
        public TableId table() {
            return before.id();
        }
    }

    /** A table that is replicated from here on, as it has no rows yet. */
    record Created(Table after) implements Redefinition {
        @Override
        public TableId table() {
            return after.id();
        }
    }

    /**
     * The table is gone.
     *
     * @param renamed whether it is there by another name
     */
    record Dropped(Table before, boolean renamed) implements Redefinition {
        @Override
        public TableId table() {
            return before.id();
        }
    }

    /**
     * The result cannot be derived.
     *
     * @param reason why, in a sentence
     * @param rowsToo whether rows may have changed, too, of which the log says nothing
     */
    record Unknown(TableId table, String reason, boolean rowsToo) implements Redefinition {}

    /**
     * The value of a new column in rows that were there.
     *
     * @param known false if only the source knows it
     * @param value {@code null} for SQL NULL
     */
    record Existing(boolean known, DefaultValue.@Nullable Literal value) {
        public static final Existing NULL = new Existing(true, null);
        public static final Existing UNKNOWN = new Existing(false, null);

        public static Existing of(String canonical) {
            return new Existing(true, new DefaultValue.Literal(canonical));
        }
    }
}
