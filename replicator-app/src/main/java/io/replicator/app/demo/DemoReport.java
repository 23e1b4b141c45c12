package io.replicator.app.demo;

import io.replicator.app.status.Quantities;
import io.replicator.progress.ComparisonResult;
import java.util.ArrayList;
import java.util.List;

/** The report at the end. */
record DemoReport(List<ComparisonResult> results, Outcome outcome) {
    private static final String ROW = "  %-14s %12s %12s %12s";

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "table", "source", "target", "differences"));
        results.forEach(result -> lines.add(row(result)));
        results.forEach(result -> result.examples()
                .forEach(example -> lines.add("  ! " + result.table().name() + " " + example)));
        lines.add("");
        lines.add(verdict());
        lines.add("  longest lag    " + Quantities.seconds(outcome.longestLagStreaming()) + " while streaming, "
                + Quantities.seconds(outcome.longestLag()) + " with catching up");
        if (outcome.resumed() >= 0) {
            lines.add("  resume time    " + Quantities.seconds(outcome.resumed())
                    + " from kill -9 to the first change applied");
        }
        return lines;
    }

    private static String row(ComparisonResult result) {
        return String.format(
                ROW,
                result.table().name(),
                Quantities.count(result.sourceRows()),
                Quantities.count(result.targetRows()),
                Quantities.count(result.discrepancies()));
    }

    private String verdict() {
        long rows = results.stream().mapToLong(ComparisonResult::sourceRows).sum();
        long differing =
                results.stream().mapToLong(ComparisonResult::discrepancies).sum();
        boolean equal = !results.isEmpty() && results.stream().allMatch(ComparisonResult::isEqual);
        return equal
                ? "  EQUAL          " + Quantities.count(rows) + " rows, 0 differences"
                : "  NOT EQUAL      " + Quantities.count(differing) + " differences";
    }
}
