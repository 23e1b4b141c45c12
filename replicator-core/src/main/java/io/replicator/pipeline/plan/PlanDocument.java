package io.replicator.pipeline.plan;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.Departure;
import io.replicator.typemapping.Fidelity;
import java.util.List;

/** The plan as users see it, in text and JSON: names and texts only. */
public record PlanDocument(boolean refused, List<TableDocument> tables, List<String> notMigrated) {

    /** @param deferred the DDL after the load */
    public record TableDocument(
            String source,
            String target,
            List<ColumnDocument> columns,
            List<DepartureDocument> departures,
            List<String> create,
            List<String> deferred) {}

    /** @param written false if the target computes the value */
    public record ColumnDocument(
            String source,
            String sourceType,
            String target,
            String targetType,
            Fidelity fidelity,
            String note,
            boolean written) {}

    public record DepartureDocument(String subject, Fidelity fidelity, String reason) {}

    public static PlanDocument of(Plan plan) {
        return new PlanDocument(
                plan.isRefused(),
                plan.tables().stream().map(PlanDocument::table).toList(),
                plan.notMigrated());
    }

    private static TableDocument table(TablePlan table) {
        return new TableDocument(
                table.mapping().source().id().toString(),
                table.mapping().target().toString(),
                table.mapping().columns().stream().map(PlanDocument::column).toList(),
                table.departures().stream().map(PlanDocument::departure).toList(),
                table.before(),
                table.after());
    }

    private static ColumnDocument column(ColumnMapping column) {
        return new ColumnDocument(
                column.source().name(),
                column.source().nativeType(),
                column.targetName(),
                column.type().ddl(),
                column.type().fidelity(),
                column.type().note(),
                column.isWritten());
    }

    private static DepartureDocument departure(Departure departure) {
        return new DepartureDocument(departure.subject(), departure.fidelity(), departure.reason());
    }
}
