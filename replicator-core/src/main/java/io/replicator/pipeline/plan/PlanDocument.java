package io.replicator.pipeline.plan;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import java.util.List;

/**
 * The plan as users see it, in text and JSON: names and texts only.
 *
 * @param lossy whether not every value may arrive as it is
 */
public record PlanDocument(boolean refused, boolean lossy, List<TableDocument> tables, List<String> notMigrated) {

    /**
     * @param fidelity the class of what departs most
     * @param deferred the DDL after the load
     */
    public record TableDocument(
            String source,
            String target,
            Fidelity fidelity,
            List<ColumnDocument> columns,
            List<DepartureDocument> departures,
            List<DoubtDocument> doubts,
            List<String> create,
            List<String> deferred) {}

    /** @param written false if the target computes the value */
    public record ColumnDocument(
            String source,
            String sourceType,
            boolean sourceNullable,
            String target,
            String targetType,
            boolean targetNullable,
            Fidelity fidelity,
            String note,
            boolean written) {}

    public record DepartureDocument(String subject, Fidelity fidelity, String reason) {}

    public record DoubtDocument(String subject, String reason, long rows, String exampleKey) {}

    public static PlanDocument of(Plan plan) {
        return new PlanDocument(
                plan.isRefused(),
                plan.isLossy(),
                plan.tables().stream().map(table -> table(plan, table)).toList(),
                plan.notMigrated());
    }

    private static TableDocument table(Plan plan, TablePlan table) {
        return new TableDocument(
                table.mapping().source().id().toString(),
                table.mapping().target().toString(),
                table.fidelity(),
                table.mapping().columns().stream().map(PlanDocument::column).toList(),
                table.departures().stream().map(PlanDocument::departure).toList(),
                plan.doubts().stream()
                        .filter(doubt ->
                                doubt.table().equals(table.mapping().source().id()))
                        .map(PlanDocument::doubt)
                        .toList(),
                table.before(),
                table.after());
    }

    private static ColumnDocument column(ColumnMapping column) {
        return new ColumnDocument(
                column.source().name(),
                column.source().nativeType(),
                column.source().nullable(),
                column.targetName(),
                column.type().ddl(),
                column.isNullable(),
                column.type().fidelity(),
                column.type().note(),
                column.isWritten());
    }

    private static DepartureDocument departure(Departure departure) {
        return new DepartureDocument(departure.subject(), departure.fidelity(), departure.reason());
    }

    private static DoubtDocument doubt(Doubt doubt) {
        return new DoubtDocument(doubt.subject(), doubt.reason(), doubt.rows(), doubt.exampleKey());
    }
}
