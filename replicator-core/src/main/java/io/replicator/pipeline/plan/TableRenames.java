package io.replicator.pipeline.plan;

import io.replicator.change.TableId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Other names for tables and schemas on the target.
 *
 * @param rules {@code table}, {@code schema.table} or {@code schema.*} of the source, and what it is called on the target,
 *     in the same three forms; the more exact one counts
 */
public record TableRenames(Map<String, String> rules) {
    public static final TableRenames NONE = new TableRenames(Map.of());
    private static final String WHOLE_SCHEMA = ".*";

    public TableRenames {
        rules = Map.copyOf(rules);
    }

    /** @param otherwise what the table is called without a rule */
    TableId of(TableId source, TableId otherwise) {
        String schema = rule(source.schema() + WHOLE_SCHEMA)
                .map(target -> target.substring(0, target.length() - WHOLE_SCHEMA.length()))
                .orElse(otherwise.schema());
        TableId renamed = new TableId(schema, otherwise.name());
        return rule(source.toString())
                .or(() -> rule(source.name()))
                .map(target -> named(target, renamed))
                .orElse(renamed);
    }

    private Optional<String> rule(String key) {
        return Optional.ofNullable(rules.get(key));
    }

    private static TableId named(String target, TableId otherwise) {
        int dot = target.indexOf('.');
        return dot < 0
                ? new TableId(otherwise.schema(), target)
                : new TableId(target.substring(0, dot), target.substring(dot + 1));
    }

    /** The rules that concern none of these tables. */
    List<String> unmatched(Collection<TableId> tables) {
        return rules.keySet().stream()
                .filter(key -> tables.stream().noneMatch(table -> keys(table).anyMatch(key::equals)))
                .sorted()
                .toList();
    }

    private static Stream<String> keys(TableId table) {
        return Stream.of(table.name(), table.toString(), table.schema() + WHOLE_SCHEMA);
    }
}
