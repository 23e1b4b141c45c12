package io.replicator.dialect.postgresql;

import io.replicator.change.TableId;
import io.replicator.schema.Index;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Names of indexes. MySQL asks for names unique in a table, PostgreSQL for names unique among all tables, indexes and
 * sequences of a schema; so an index is called by its table and its own name. The same tables give the same names.
 */
final class RelationNames {
    /** How often a name is asked for, by schema and name. */
    private final Map<TableId, Integer> wanted = new HashMap<>();

    RelationNames(Map<TableId, TableMapping> all) {
        all.values().stream().flatMap(RelationNames::relations).forEach(name -> wanted.merge(name, 1, Integer::sum));
    }

    private static Stream<TableId> relations(TableMapping mapping) {
        String table = mapping.target().name();
        Stream<String> own = Stream.of(table, PostgresNames.shortened(table + "_pkey"));
        Stream<String> indexes = mapping.source().indexes().stream().map(index -> plain(mapping, index));
        Stream<String> sequences = mapping.columns().stream()
                .filter(column -> column.source().identity())
                .map((ColumnMapping column) -> ColumnDdl.sequenceName(mapping, column));
        return Stream.of(own, indexes, sequences)
                .flatMap(Function.identity())
                .map(name -> new TableId(mapping.target().schema(), name));
    }

    private static String plain(TableMapping mapping, Index index) {
        if (SameEngine.is(mapping)) {
            return index.name();
        }
        String table = mapping.target().name();
        String name = index.name().startsWith(table + "_") ? index.name() : table + "_" + index.name();
        return PostgresNames.shortened(name);
    }

    /** The index's name, told apart by a hash where several relations would have it. */
    String of(TableMapping mapping, Index index) {
        String name = plain(mapping, index);
        int claims = wanted.getOrDefault(new TableId(mapping.target().schema(), name), 0);
        return claims <= 1 ? name : apart(name, mapping.target() + "/" + index.name());
    }

    private static String apart(String name, String identity) {
        String suffix = String.format("_%08x", identity.hashCode());
        String whole = name + suffix;
        return PostgresNames.fits(whole) ? whole : PostgresNames.shortened(name + suffix + identity);
    }

    /** The name of a constraint, which PostgreSQL wants unique in its table. */
    static String constraint(TableMapping mapping, String name, String kind) {
        List<String> taken = Stream.concat(
                        ColumnDdl.constraints(mapping).stream(),
                        mapping.source().indexes().stream().map(index -> plain(mapping, index)))
                .toList();
        return PostgresNames.shortened(taken.contains(name) ? name + "_" + kind : name);
    }
}
