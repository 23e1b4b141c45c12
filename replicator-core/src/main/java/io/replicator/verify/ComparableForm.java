package io.replicator.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicator.schema.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Brings a value's spellings on source and target to one form that {@code equals} compares. */
final class ComparableForm {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private ComparableForm() {}

    static @Nullable Object of(LogicalType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] binary) {
            return ByteBuffer.wrap(binary);
        }
        String text = (String) value;
        if (type instanceof LogicalType.Int || type instanceof LogicalType.Year) {
            return new BigInteger(text).toString();
        }
        if (type instanceof LogicalType.Decimal) {
            return isNumber(text) ? number(new BigDecimal(text)) : text;
        }
        if (type instanceof LogicalType.Floating floating) {
            return floating(floating.bytes(), text);
        }
        if (type instanceof LogicalType.Json) {
            return json(text);
        }
        if (type instanceof LogicalType.Text characters && characters.fixed()) {
            // Some engines print the blanks with which CHAR is padded, others do not.
            return text.replaceFirst(" +$", "");
        }
        return isTemporal(type) ? withoutTrailingZeros(text.replace("+00", "")) : text;
    }

    /** Not NaN and not infinite. */
    private static boolean isNumber(String text) {
        char last = text.charAt(text.length() - 1);
        return last >= '0' && last <= '9';
    }

    private static boolean isTemporal(LogicalType type) {
        return type instanceof LogicalType.DateTime
                || type instanceof LogicalType.Instant
                || type instanceof LogicalType.Time;
    }

    private static String floating(int bytes, String text) {
        return bytes == 4 ? Float.toString(Float.parseFloat(text)) : Double.toString(Double.parseDouble(text));
    }

    private static String withoutTrailingZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static Object json(String text) {
        try {
            return jsonValue(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    private static Object jsonValue(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), jsonValue(field.getValue())));
            return fields;
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            node.forEach(item -> items.add(jsonValue(item)));
            return items;
        }
        return node.isNumber() ? number(node.decimalValue()) : node;
    }

    private static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
    }
}
