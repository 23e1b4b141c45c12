package io.replicator.pipeline.ddl;

import io.replicator.capture.Redefinition.Altered;
import io.replicator.capture.Redefinition.Existing;
import io.replicator.dialect.AlterStep.AddColumn;
import io.replicator.dialect.AlterStep.ChangeColumn;
import io.replicator.dialect.AlterStep.DropColumn;
import io.replicator.dialect.AlterStep.RenameColumn;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the steps between two mappings of a table, in an order in which they can be taken. */
public final class TableSteps {
    private final Altered change;
    private final TableMapping before;
    private final TableMapping after;
    private final boolean empty;
    private final List<Step> steps = new ArrayList<>();

    /** @param empty whether the target's table holds no row, so that nobody asks what a new column holds */
    public TableSteps(Altered change, TableMapping before, TableMapping after, boolean empty) {
        this.change = change;
        this.before = before;
        this.after = after;
        this.empty = empty;
    }

    public List<Step> list() {
        renamed();
        dropped();
        after.columns().stream().filter(column -> old(column).isEmpty()).forEach(this::added);
        after.columns().forEach(column -> old(column).ifPresent(old -> changed(old, column)));
        key();
        return List.copyOf(steps);
    }

    private String oldName(ColumnMapping column) {
        String name = column.source().name();
        return change.renamed().getOrDefault(name, name);
    }

    /** The column as it was; a column that took over the name of another is not that one. */
    private Optional<ColumnMapping> old(ColumnMapping column) {
        String name = oldName(column);
        boolean isNew = change.added().containsKey(column.source().name());
        return before.columns().stream()
                .filter(other -> !isNew && other.source().name().equals(name))
                .findFirst();
    }

    private void renamed() {
        for (ColumnMapping column : after.columns()) {
            old(column)
                    .filter(old -> !old.targetName().equals(column.targetName()))
                    .ifPresent(old -> steps.add(Step.plain(
                            ChangeKind.RENAME_COLUMN,
                            "column " + old.source().name() + " is called "
                                    + column.source().name(),
                            new RenameColumn(after, old.targetName(), column))));
        }
    }

    private void dropped() {
        List<String> kept = after.columns().stream().map(this::oldName).toList();
        before.columns().stream()
                .filter(column -> !kept.contains(column.source().name()))
                .forEach(column -> steps.add(Step.plain(
                        ChangeKind.DROP_COLUMN,
                        "column " + column.source().name() + " is gone",
                        new DropColumn(after, column.targetName()))));
    }

    private void added(ColumnMapping column) {
        String what = "column " + column.source().name() + " is new";
        Existing existing = change.added().getOrDefault(column.source().name(), Existing.UNKNOWN);
        if (empty) {
            steps.add(Step.plain(ChangeKind.ADD_COLUMN, what, new AddColumn(after, column, constantDefault(column))));
        } else if (existing.known()) {
            AddColumn add = new AddColumn(after, column, ruled(column, existing.value()));
            steps.add(Step.plain(ChangeKind.ADD_COLUMN, what, add));
        } else {
            steps.add(Step.doubtful(
                    what + ", and only the source knows what it holds in existing rows",
                    new AddColumn(after, column, constantDefault(column))));
        }
    }

    private static DefaultValue.@Nullable Literal constantDefault(ColumnMapping column) {
        return column.source().defaultValue() instanceof DefaultValue.Literal literal ? literal : null;
    }

    private static DefaultValue.@Nullable Literal ruled(ColumnMapping column, DefaultValue.@Nullable Literal value) {
        if (value == null
                || column.source().type() instanceof LogicalType.Binary
                || !column.rule().concerns(value.canonical().getBytes(StandardCharsets.UTF_8))) {
            return value;
        }
        String written = column.rule().apply(value.canonical());
        return written == null ? null : new DefaultValue.Literal(written);
    }

    private void changed(ColumnMapping old, ColumnMapping column) {
        Column was = old.source();
        Column is = column.source();
        String name = "column " + is.name();
        if (!Objects.equals(was.generated(), is.generated()) || was.identity() != is.identity()) {
            steps.add(Step.doubtful(name + " is computed or numbered in another way", null));
        } else if (!Widening.keepsValues(was, is)) {
            steps.add(Step.doubtful(
                    name + " changed from " + was.nativeType() + " to " + is.nativeType()
                            + ", which may have changed values",
                    new ChangeColumn(after, old, column)));
        } else if (isDifferent(old, column)) {
            steps.add(Step.plain(
                    ChangeKind.CHANGE_COLUMN,
                    name + " is " + is.nativeType() + (is.nullable() ? "" : " NOT NULL"),
                    new ChangeColumn(after, old, column)));
        }
    }

    private static boolean isDifferent(ColumnMapping old, ColumnMapping column) {
        return !old.type().ddl().equals(column.type().ddl())
                || old.isNullable() != column.isNullable()
                || !Objects.equals(old.source().defaultValue(), column.source().defaultValue())
                || !old.source().type().equals(column.source().type())
                || !Objects.equals(old.source().collation(), column.source().collation())
                || old.source().onUpdateNow() != column.source().onUpdateNow()
                || !old.source().comment().equals(column.source().comment());
    }

    private void key() {
        List<String> was = before.source().rowKey();
        List<String> is = after.key().stream().map(this::oldName).toList();
        if (!was.equals(is)) {
            steps.add(Step.doubtful("rows are found by " + is + " instead of " + was, null));
        }
    }
}
