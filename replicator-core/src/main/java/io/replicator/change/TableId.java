package io.replicator.change;

import java.util.Comparator;

/**
 * Names a table: the schema (for MySQL and MariaDB: the database) and the table's own name, as the server spells them.
 */
public record TableId(String schema, String name) implements Comparable<TableId> {
    private static final Comparator<TableId> ORDER =
            Comparator.comparing(TableId::schema).thenComparing(TableId::name);

    public TableId {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a table needs a name");
        }
    }

    @Override
    public int compareTo(TableId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
