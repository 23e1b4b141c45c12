package io.replicator.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What PostgreSQL prints of a column {@code v}, and what the target has to print, independent of the product's codecs. */
enum TextOfValues {
    /** The same type and the same text. */
    SAME_TYPE {
        @Override
        Map<String, String> actual(Connection target, TortureCase type) throws SQLException {
            return postgreSql(target, type.name());
        }

        @Override
        Map<String, String> expected(Connection source, TortureCase type) throws SQLException {
            return postgreSql(source, type.name());
        }
    },
    /** MySQL and MariaDB: the value, spelled in one way on both sides. */
    OTHER_TYPE {
        @Override
        Map<String, String> actual(Connection target, TortureCase type) throws SQLException {
            String sql =
                    "SELECT id, IF(v IS NULL, 'NULL', " + printed(target, type.name()) + "), n FROM " + type.name();
            return spelled(type, rows(target, type.name(), sql));
        }

        @Override
        Map<String, String> expected(Connection source, TortureCase type) throws SQLException {
            Map<String, String> texts = postgreSql(source, type.name());
            texts.remove(type.name() + " type");
            return spelled(type, texts);
        }
    };

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    abstract Map<String, String> expected(Connection source, TortureCase type) throws SQLException;

    abstract Map<String, String> actual(Connection target, TortureCase type) throws SQLException;

    private static Map<String, String> postgreSql(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET timezone = 'UTC'");
        }
        Map<String, String> texts = rows(
                connection,
                table,
                "SELECT id, CASE WHEN v IS NULL AND v::text IS NULL THEN 'NULL' ELSE concat(v) END, n FROM " + table);
        texts.put(
                table + " type",
                value(
                        connection,
                        "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '" + table
                                + "'::regclass AND attname = 'v'"));
        return texts;
    }

    private static Map<String, String> rows(Connection connection, String table, String sql) throws SQLException {
        Map<String, String> texts = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.put(table + " " + row.getInt(1) + " " + row.getString(3), row.getString(2));
            }
        }
        return texts;
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String printed(Connection target, String table) throws SQLException {
        String type = value(
                target,
                "SELECT COLUMN_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '"
                        + table + "' AND COLUMN_NAME = 'v'");
        if (type.contains("blob") || type.contains("binary")) {
            return "CONCAT('\\\\x', LOWER(HEX(v)))";
        }
        if (type.startsWith("bit")) {
            return "LPAD(BIN(v + 0), " + type.replaceAll("\\D", "") + ", '0')";
        }
        return type.equals("float") ? "CAST(CAST(v AS DOUBLE) AS CHAR)" : "CAST(v AS CHAR)";
    }

    private static Map<String, String> spelled(TortureCase type, Map<String, String> texts) {
        Map<String, String> spelled = new TreeMap<>();
        texts.forEach((row, text) -> spelled.put(row, text.equals("NULL") ? text : spelled(type.type(), text)));
        return spelled;
    }

    private static String spelled(String type, String text) {
        return switch (type.replaceAll("\\(.*?\\)", "")) {
            case "boolean" -> text.replace('t', '1').replace('f', '0');
            case "real" -> Float.toString(Float.parseFloat(text));
            case "double precision" -> Double.toString(Double.parseDouble(text));
            case "character" -> text.stripTrailing();
            case "json", "jsonb" -> json(text);
            case "time", "timestamp", "timestamp with time zone" ->
                text.replaceFirst("\\+00$", "")
                        .replaceFirst("(\\.\\d*?)0+$", "$1")
                        .replaceFirst("\\.$", "");
            default -> text;
        };
    }

    /** Numbers by their value, keys in order. */
    private static String json(String text) {
        try {
            return canonical(JSON.readTree(text)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Object canonical(com.fasterxml.jackson.databind.JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            return java.util.stream.StreamSupport.stream(node.spliterator(), false)
                    .map(TextOfValues::canonical)
                    .toList();
        }
        return node.isNumber()
                ? new BigDecimal(node.asText()).stripTrailingZeros().toPlainString()
                : node.toString();
    }
}
