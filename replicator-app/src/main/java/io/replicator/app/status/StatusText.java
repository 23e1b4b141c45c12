package io.replicator.app.status;

import io.replicator.app.status.StatusDocument.Checkpoint;
import io.replicator.app.status.StatusDocument.Table;
import io.replicator.progress.TableState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Renders a status for people. */
public final class StatusText {
    private static final int BAR_WIDTH = 20;

    private StatusText() {}

    public static String render(StatusDocument status) {
        StringBuilder text = new StringBuilder();
        line(text, "pipeline", status.pipeline());
        line(text, "state", state(status));
        line(text, "reason", status.reason());
        line(text, "lag", status.lagSeconds() == null ? "unknown" : Quantities.seconds(status.lagSeconds()));
        line(text, "backlog", status.backlogBytes() == null ? "unknown" : Quantities.bytes(status.backlogBytes()));
        line(text, "checkpoint", checkpoint(status.checkpoint()));
        line(text, "applied", applied(status));
        if (status.lastError() != null) {
            line(text, "last error", status.lastError().replace("\n", "\n            "));
        }
        return text + "\n" + tables(status.tables());
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-11s %s%n", name, value));
    }

    private static String state(StatusDocument status) {
        String stuck = status.live() || status.state().isFinal() ? "" : ", but stuck";
        return status.state() + stuck + " since " + status.since();
    }

    private static String checkpoint(@Nullable Checkpoint checkpoint) {
        if (checkpoint == null) {
            return "none yet";
        }
        String age = checkpoint.ageSeconds() == null ? "" : ", " + Quantities.seconds(checkpoint.ageSeconds()) + " old";
        return position(checkpoint.position()) + age;
    }

    /** {@code file binlog.000002, pos 157} */
    public static String position(Map<String, String> coordinates) {
        return coordinates.entrySet().stream()
                .map(coordinate -> coordinate.getKey() + " " + coordinate.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String applied(StatusDocument status) {
        return Quantities.count(status.rowsApplied()) + " rows in " + Quantities.count(status.transactions())
                + " transactions since the start, " + Quantities.count(status.retries()) + " retries";
    }

    /** One line per table. */
    public static String tables(List<Table> tables) {
        int width =
                tables.stream().mapToInt(table -> table.table().length()).max().orElse(0);
        return tables.stream().map(table -> table(table, width)).collect(Collectors.joining());
    }

    private static String table(Table table, int width) {
        String error = table.lastError() == null ? "" : "  " + table.lastError();
        return String.format(
                "%-" + width + "s  %-9s  %s%s%n", table.table(), table.state(), copied(table) + changes(table), error);
    }

    private static String changes(Table table) {
        return table.rowsApplied() == 0 ? "" : "  + " + Quantities.count(table.rowsApplied()) + " changes";
    }

    /** The progress of a table's copy: bar, rows, time left. */
    public static String copied(Table table) {
        boolean copied = table.state() != TableState.PENDING && table.state() != TableState.COPYING;
        double share = copied ? 1 : (double) table.rowsCopied() / Math.max(1, table.rowsEstimated());
        String of = copied ? "" : " of about " + Quantities.count(table.rowsEstimated());
        String eta = table.etaSeconds() == null ? "" : ", " + Quantities.seconds(table.etaSeconds()) + " left";
        return Quantities.bar(share, BAR_WIDTH) + String.format(Locale.ROOT, " %3d%%  ", (int) (share * 100))
                + Quantities.count(table.rowsCopied()) + of + " rows" + eta;
    }
}
