package io.replicator.dialect.mysql;

import io.replicator.change.TableId;
import io.replicator.dialect.TargetSchema.DeferredObject;
import io.replicator.schema.Index;
import io.replicator.typemapping.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The period of a MariaDB table, and the primary key WITHOUT OVERLAPS of it. It comes after the load, as rows of different
 * ages may overlap. Deletes, then moves of keys, then inserts never make rows overlap that do not at the source.
 */
record PeriodDdl(TableMapping mapping, Index period) {
    /** Of an {@link Index} that is a period. */
    static final String KIND = "period";

    private static final Pattern ADDED =
            Pattern.compile("(?s)(ALTER TABLE .*) ADD (PERIOD FOR (`.+`)) \\((`.+`), (`.+`)\\)(.*)");
    private static final String OVERLAPS = " WITHOUT OVERLAPS";

    DeferredObject object() {
        String ddl = "ALTER TABLE " + MySqlLiterals.name(mapping.target()) + " ADD PERIOD FOR "
                + MySqlLiterals.name(period.name()) + " (" + column(0) + ", " + column(1) + ")" + key();
        return new DeferredObject(mapping.target(), period.name(), DeferredObject.Kind.UNIQUE, ddl);
    }

    private String key() {
        return period.definition().isEmpty()
                ? ""
                : ", DROP PRIMARY KEY, ADD " + new FamilyExpression(mapping).translated(period.definition());
    }

    private String column(int part) {
        return MySqlLiterals.name(mapping.column(period.columns().get(part)).targetName());
    }

    static boolean is(DeferredObject object) {
        return ADDED.matcher(object.ddl()).matches();
    }

    /** The statement that undoes the one that made it. */
    static String drop(DeferredObject object) {
        Matcher added = ADDED.matcher(object.ddl());
        if (!added.matches()) {
            throw new IllegalArgumentException(object.ddl());
        }
        String columns = added.group(4) + "," + added.group(5);
        return added.group(1) + " DROP " + added.group(2) + added.group(6).replace(added.group(3) + OVERLAPS, columns);
    }

    static boolean exists(Connection connection, DeferredObject object) throws SQLException {
        return CreateStatement.read(connection, object.table())
                .period()
                .filter(period -> period.name().equals(object.name()))
                .isPresent();
    }

    /** Whether INSERT ... ON DUPLICATE KEY UPDATE is refused, as it is by keys of this kind. */
    static boolean forbidsUpserts(Connection connection, TableId table) throws SQLException {
        return CreateStatement.read(connection, table).text().contains("`" + OVERLAPS + ")");
    }
}
