package io.replicator.app;

import io.replicator.dialect.Finding;
import io.replicator.dialect.Finding.Level;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Renders the findings of a check for people. */
final class FindingText {
    private FindingText() {}

    static String render(List<Finding> findings) {
        int width = findings.stream()
                .mapToInt(finding -> finding.subject().length())
                .max()
                .orElse(0);
        return findings.stream().map(finding -> line(finding, width)).collect(Collectors.joining())
                + String.format(
                        "%n%d passed, %d warnings, %d failed",
                        count(findings, Level.PASSED), count(findings, Level.WARNING), count(findings, Level.FAILED));
    }

    private static String line(Finding finding, int width) {
        String mark = finding.level() == Level.FAILED
                ? "FAILED"
                : finding.level().name().toLowerCase(Locale.ROOT);
        String line = String.format("%-7s  %-" + width + "s  %s%n", mark, finding.subject(), finding.found());
        return finding.remedy().isEmpty()
                ? line
                : line + " ".repeat(9) + "-> " + finding.remedy() + System.lineSeparator();
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
