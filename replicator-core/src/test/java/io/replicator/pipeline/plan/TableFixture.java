package io.replicator.pipeline.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.replicator.change.TableId;
import io.replicator.schema.CheckConstraint;
import io.replicator.schema.Column;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.ForeignKey;
import io.replicator.schema.Index;
import io.replicator.schema.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads source tables from a YAML file, so that a test case needs no code. All tables are of the schema {@code shop}. */
public final class TableFixture {
    private static final String SCHEMA = "shop";

    private TableFixture() {}

    public static List<Table> read(Path file) throws IOException {
        JsonNode document = new YAMLMapper().readTree(file.toFile());
        List<Table> tables = new ArrayList<>();
        document.path("tables").forEach(table -> tables.add(table(table)));
        return tables;
    }

    private static Table table(JsonNode node) {
        List<Column> columns = new ArrayList<>();
        node.path("columns").properties().forEach(column -> columns.add(column(column.getKey(), column.getValue())));
        return new Table(
                new TableId(SCHEMA, node.path("name").asText()),
                "mysql",
                columns,
                texts(node.path("key")),
                each(node.path("indexes"), TableFixture::index),
                each(node.path("foreign_keys"), TableFixture::foreignKey),
                each(node.path("checks"), TableFixture::check),
                node.path("comment").asText(""),
                "",
                node.path("next").asLong(0),
                0,
                0);
    }

    private static Column column(String name, JsonNode node) {
        String type = node.isTextual() ? node.asText() : node.path("type").asText();
        JsonNode generated = node.path("generated");
        return new Column(
                name,
                TypeText.parse(type),
                type,
                node.path("charset").asText("utf8mb4"),
                node.path("collation").asText("utf8mb4_0900_ai_ci"),
                node.path("null").asBoolean(false),
                defaultValue(node),
                generated.isMissingNode()
                        ? null
                        : new Column.Generated(
                                generated.asText(), node.path("stored").asBoolean(true)),
                node.path("identity").asBoolean(false),
                node.path("invisible").asBoolean(false),
                node.path("on_update_now").asBoolean(false),
                node.path("comment").asText(""));
    }

    private static @Nullable DefaultValue defaultValue(JsonNode node) {
        if (node.has("default")) {
            return new DefaultValue.Literal(node.path("default").asText());
        }
        if (node.has("default_now")) {
            return new DefaultValue.Now(node.path("default_now").asInt());
        }
        return node.has("default_expression")
                ? new DefaultValue.Expression(node.path("default_expression").asText())
                : null;
    }

    private static Index index(JsonNode node) {
        return new Index(
                node.path("name").asText(),
                node.path("unique").asBoolean(false),
                node.path("kind").asText("btree"),
                each(node.path("parts"), TableFixture::part),
                !node.path("invisible").asBoolean(false),
                node.path("comment").asText(""));
    }

    /** {@code name}, {@code name(10)}, {@code name desc}, or an expression in parentheses. */
    private static Index.Part part(JsonNode node) {
        String text = node.asText();
        boolean descending = text.endsWith(" desc");
        String key = descending ? text.substring(0, text.length() - 5) : text;
        if (key.startsWith("(")) {
            return new Index.Part(null, key.substring(1, key.length() - 1), 0, descending);
        }
        int open = key.indexOf('(');
        return open < 0
                ? new Index.Part(key, null, 0, descending)
                : new Index.Part(
                        key.substring(0, open),
                        null,
                        Integer.parseInt(key.substring(open + 1, key.length() - 1)),
                        descending);
    }

    private static ForeignKey foreignKey(JsonNode node) {
        return new ForeignKey(
                node.path("name").asText(),
                texts(node.path("columns")),
                new TableId(SCHEMA, node.path("table").asText()),
                texts(node.path("references")),
                action(node.path("on_delete")),
                action(node.path("on_update")));
    }

    private static ForeignKey.Action action(JsonNode node) {
        return ForeignKey.Action.valueOf(node.asText("no_action").toUpperCase(Locale.ROOT));
    }

    private static CheckConstraint check(JsonNode node) {
        return new CheckConstraint(
                node.path("name").asText(),
                node.path("expression").asText(),
                node.path("enforced").asBoolean(true));
    }

    private static List<String> texts(JsonNode node) {
        return each(node, JsonNode::asText);
    }

    private static <T> List<T> each(JsonNode node, java.util.function.Function<JsonNode, T> reading) {
        List<T> items = new ArrayList<>();
        node.forEach(item -> items.add(reading.apply(item)));
        return items;
    }
}
