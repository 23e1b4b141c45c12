package io.replicator.pipeline;

import io.replicator.change.TableId;
import io.replicator.pipeline.plan.Glob;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which tables are replicated. A glob ({@code *} any text, {@code ?} one character) is matched against {@code name} and
 * {@code schema.name}.
 *
 * @param include empty means every table
 * @param exclude wins over include
 */
public record TableSelection(List<String> include, List<String> exclude) implements Predicate<TableId> {
    public static final TableSelection ALL = new TableSelection(List.of(), List.of());

    /** Work tables of tools that change tables online; one takes the place of its table in the end. */
    private static final Pattern WORK_TABLE = Pattern.compile("_.+_(?:gho|ghc|del|new|old)", Pattern.CASE_INSENSITIVE);

    public TableSelection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /** The pipeline's own tables are never selected, whichever database they are in. */
    @Override
    public boolean test(TableId table) {
        return !table.name().startsWith("replicator_")
                && (include.isEmpty() || matchesAny(include, table))
                && !matchesAny(exclude, table);
    }

    /** Whether a table that appears while the pipeline runs is replicated from then on. */
    public boolean takesUp(TableId table) {
        return test(table) && !WORK_TABLE.matcher(table.name()).matches();
    }

    /** The include globs that match none of these tables. */
    public List<String> unmatched(Collection<TableId> tables) {
        return include.stream()
                .filter(glob -> tables.stream().noneMatch(table -> matchesAny(List.of(glob), table)))
                .toList();
    }

    private static boolean matchesAny(List<String> globs, TableId table) {
        return globs.stream().anyMatch(glob -> new Glob(glob).matches(table));
    }
}
