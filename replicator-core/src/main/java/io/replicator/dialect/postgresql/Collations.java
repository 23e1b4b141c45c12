package io.replicator.dialect.postgresql;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.List;

/** Names the columns that MySQL compares by a collation and PostgreSQL byte by byte. */
final class Collations {
    private Collations() {}

    /** Whether the source takes texts as equal that differ in bytes. */
    static boolean isLoose(ColumnMapping column) {
        String collation = String.valueOf(column.source().collation());
        return column.source().type() instanceof LogicalType.Text
                && !collation.endsWith("_0900_bin")
                && !collation.equals("binary");
    }

    static void note(TableMapping mapping, Departures departures) {
        List<String> loose = mapping.columns().stream()
                .filter(Collations::isLoose)
                .map(column -> column.source().name() + " (" + column.source().collation() + ")")
                .toList();
        if (!loose.isEmpty()) {
            departures.wider(
                    "collation of " + String.join(", ", loose),
                    "compared and made unique byte by byte here, so texts that the source takes as equal (case, accents,"
                            + " trailing blanks) differ; no value changes");
        }
    }
}
