package io.replicator.app.status;

import io.replicator.app.status.VerificationDocument.Outcome;
import io.replicator.app.status.VerificationDocument.Table;
import java.util.ArrayList;
import java.util.List;

/** Renders the result of a verification for people. */
public final class VerificationText {
    private VerificationText() {}

    public static String render(VerificationDocument verification) {
        int width = verification.tables().stream()
                .mapToInt(table -> table.table().length())
                .max()
                .orElse(0);
        String row = "%-" + Math.max(5, width) + "s  %-9s %12s %12s %10s %10s %10s";
        List<String> lines = new ArrayList<>();
        lines.add(String.format(row, "table", "", "source", "target", "differing", "missing", "unexpected"));
        for (Table table : verification.tables()) {
            lines.add(String.format(
                    row,
                    table.table(),
                    table.outcome(),
                    Quantities.count(table.sourceRows()),
                    Quantities.count(table.targetRows()),
                    Quantities.count(table.differing()),
                    Quantities.count(table.missing()),
                    Quantities.count(table.unexpected())));
            remarks(table).forEach(remark -> lines.add("  " + remark));
        }
        lines.add("");
        lines.add(verdict(verification));
        return String.join(System.lineSeparator(), lines);
    }

    private static List<String> remarks(Table table) {
        return table.error() == null ? table.examples() : List.of(table.error());
    }

    private static String verdict(VerificationDocument verification) {
        long compared = verification.tables().stream()
                .filter(table -> table.outcome() != Outcome.FAILED)
                .count();
        String extent = Quantities.count(verification.rows()) + " rows in " + Quantities.count(compared) + " tables"
                + (verification.durationSeconds() == null
                        ? ""
                        : ", " + Quantities.seconds(verification.durationSeconds()));
        String at = verification.position() == null ? "" : "\nat " + StatusText.position(verification.position());
        String found = verification.error() == null
                ? Quantities.count(verification.discrepancies()) + " discrepancies"
                : verification.error();
        return verification.state() + ": " + found + "; " + extent + at;
    }
}
