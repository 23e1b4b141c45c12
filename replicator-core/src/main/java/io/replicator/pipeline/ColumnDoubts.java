package io.replicator.pipeline;

import io.replicator.dialect.TargetEngine;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Table;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Conversion;
import io.replicator.typemapping.Fidelity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Says why a value of one column will not arrive as it is. Immutable.
 *
 * @param fits empty if every value fits into the column's type
 * @param known empty if the target has every value of the type
 */
record ColumnDoubts(ColumnMapping column, Optional<Predicate<String>> fits, Optional<Predicate<String>> known) {

    static ColumnDoubts of(TargetEngine target, Table table, ColumnMapping column) {
        boolean lossy = column.type().fidelity() == Fidelity.LOSSY;
        return new ColumnDoubts(
                column,
                lossy
                        ? target.types()
                                .chosen(column.type().ddl())
                                .flatMap(type -> Conversion.holds(column.source(), type))
                        : Optional.empty(),
                target.types().known(table, column.source()));
    }

    /** @param canonical a text; other values are never in doubt */
    Optional<String> about(String canonical) {
        if (fits.isPresent() && !fits.get().test(canonical)) {
            return Optional.of("does not fit into " + column.type().ddl() + " and would stop the run");
        }
        if (known.isPresent() && !known.get().test(canonical)) {
            return Optional.of("the target has no such value, so it would stop the run");
        }
        return column.rule().concerns(canonical.getBytes(StandardCharsets.UTF_8)) ? ruled(canonical) : Optional.empty();
    }

    private Optional<String> ruled(String canonical) {
        try {
            boolean kept = canonical.equals(column.rule().apply(canonical));
            return kept ? Optional.empty() : Optional.of("would be written in another way, as configured in values");
        } catch (ReplicationException e) {
            return Optional.of(e.getMessage());
        }
    }
}
