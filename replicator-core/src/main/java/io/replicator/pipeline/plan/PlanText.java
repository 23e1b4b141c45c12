package io.replicator.pipeline.plan;

import io.replicator.pipeline.plan.PlanDocument.ColumnDocument;
import io.replicator.pipeline.plan.PlanDocument.DepartureDocument;
import io.replicator.pipeline.plan.PlanDocument.DoubtDocument;
import io.replicator.pipeline.plan.PlanDocument.TableDocument;
import io.replicator.typemapping.Fidelity;
import java.util.List;
import java.util.function.Function;

/** Prints a plan for people: per table its columns side by side, what differs, then the DDL. */
public final class PlanText {
    private final StringBuilder text = new StringBuilder();

    private PlanText() {}

    public static String of(Plan plan) {
        return new PlanText().print(PlanDocument.of(plan));
    }

    private String print(PlanDocument plan) {
        plan.tables().forEach(this::table);
        if (!plan.notMigrated().isEmpty()) {
            line("Not migrated");
            plan.notMigrated().forEach(object -> line("  " + object));
            line("");
        }
        line(plan.tables().size()
                + (plan.tables().size() == 1 ? " table; " : " tables; ")
                + (plan.refused() ? "REFUSED, see the lines marked so" : "nothing is refused")
                + (plan.lossy() ? "; LOSSY, see the lines marked so" : ""));
        return text.toString();
    }

    private void table(TableDocument table) {
        line(table.source() + " -> " + table.target() + " ("
                + (table.fidelity() == Fidelity.NOT_MIGRATED ? "not all of it" : word(table.fidelity())) + ")");
        columns(table.columns());
        if (!table.departures().isEmpty() || !table.doubts().isEmpty()) {
            line("");
        }
        table.departures().forEach(this::departure);
        table.doubts().forEach(this::doubt);
        statements("", table.create());
        statements("after the load", table.deferred());
        line("");
    }

    private void columns(List<ColumnDocument> columns) {
        int sourceWidth = width(columns, PlanText::source);
        int targetWidth = width(columns, PlanText::target);
        for (ColumnDocument column : columns) {
            line("  " + padded(source(column), sourceWidth) + "  " + padded(target(column), targetWidth) + "  "
                    + remark(column));
        }
    }

    private static String remark(ColumnDocument column) {
        String word = padded(word(column.fidelity()), 7);
        if (column.fidelity() == Fidelity.REFUSED) {
            return word;
        }
        String computed = column.written() ? "" : "computed by the target";
        String separator = computed.isEmpty() || column.note().isEmpty() ? "" : "; ";
        return word + column.note() + separator + computed;
    }

    private static String source(ColumnDocument column) {
        String type = column.sourceType();
        return column.source() + " " + (type.length() <= 40 ? type : type.substring(0, 37) + "...")
                + notNull(column.sourceNullable());
    }

    private static String target(ColumnDocument column) {
        boolean refused = column.fidelity() == Fidelity.REFUSED;
        return column.target() + " " + column.targetType() + (refused ? "" : notNull(column.targetNullable()));
    }

    private static String notNull(boolean nullable) {
        return nullable ? "" : " NOT NULL";
    }

    private static int width(List<ColumnDocument> columns, Function<ColumnDocument, String> cell) {
        return columns.stream()
                .mapToInt(column -> cell.apply(column).length())
                .max()
                .orElse(0);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private void departure(DepartureDocument departure) {
        line("  " + padded(word(departure.fidelity()), 13) + departure.subject() + ": " + departure.reason());
    }

    private void doubt(DoubtDocument doubt) {
        String example = doubt.exampleKey().isEmpty() ? "" : ", such as " + doubt.exampleKey();
        line("  " + padded(word(Fidelity.LOSSY), 13) + doubt.subject() + ": " + doubt.rows()
                + (doubt.rows() == 1 ? " row" : " rows") + example + ": " + doubt.reason());
    }

    private static String word(Fidelity fidelity) {
        return switch (fidelity) {
            case EQUAL -> "equal";
            case WIDER -> "wider";
            case LOSSY -> "LOSSY";
            case NOT_MIGRATED -> "not migrated";
            case REFUSED -> "REFUSED";
        };
    }

    private void statements(String title, List<String> statements) {
        if (statements.isEmpty()) {
            return;
        }
        line("");
        if (!title.isEmpty()) {
            line("  -- " + title);
        }
        statements.forEach(statement -> line((statement + ";").indent(2).stripTrailing()));
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
