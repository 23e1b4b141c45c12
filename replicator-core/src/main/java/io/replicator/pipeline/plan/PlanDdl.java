package io.replicator.pipeline.plan;

import io.replicator.dialect.TargetSchema.DeferredObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the statements of a plan in the order in which they can be executed, and nothing else but comments. */
public final class PlanDdl {
    private PlanDdl() {}

    public static String of(Plan plan) {
        List<String> before =
                plan.tables().stream().flatMap(table -> table.before().stream()).toList();
        List<String> after = plan.deferred().stream()
                .filter(object -> object.kind() != DeferredObject.Kind.KEY)
                .map(DeferredObject::ddl)
                .toList();
        Stream<String> refused = plan.refusals().stream()
                .map(refusal -> "-- REFUSED: " + refusal.toString().replace("\n", " "));
        return Stream.of(
                        refused,
                        Stream.of("-- before the load"),
                        ended(before),
                        Stream.of("-- after the load"),
                        ended(after))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> ended(List<String> statements) {
        return statements.stream().map(statement -> statement + ";");
    }
}
