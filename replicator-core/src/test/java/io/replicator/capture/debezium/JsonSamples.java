package io.replicator.capture.debezium;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL expressions that make JSON values of every kind. */
final class JsonSamples {
    private static final List<String> LITERALS = List.of(
            "null",
            "true",
            "false",
            "{}",
            "[]",
            "0",
            "-1",
            "32767",
            "-32768",
            "32768",
            "65535",
            "65536",
            "2147483647",
            "-2147483648",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "1.0",
            "-0.0",
            "1e20",
            "123456789.0",
            "1.5",
            "-2.5e-7",
            "1e-5",
            "1e-14",
            "1e-15",
            "1e-16",
            "1e14",
            "1e15",
            "1e16",
            "123456789012345.0",
            "1234567890123456.0",
            "12345678901234567890.0",
            "0.1",
            "0.30000000000000004",
            "2e-3",
            "2e23",
            "1.7976931348623157e308",
            "5e-324",
            "2.2250738585072014e-308",
            "\"\"",
            "\"caf\u00E9 \uD83D\uDE00\"",
            "\"quote \\\\\" backslash \\\\\\\\ slash / \\\\b\\\\f\\\\n\\\\r\\\\t \\\\u0001 \\\\u001f \\\\u007f\"",
            "{\"b\": 1, \"a\": [1, 2, {\"c\": null}], \"\": \"\"}",
            "[1, -1, 65535, 65536, 1.5, \"x\", true, null, [], {}]",
            "{\"k\u00E9y\": {\"nested\": {\"deep\": [[[[1]]]]}}}");

    private JsonSamples() {}

    static List<String> expressions() {
        List<String> expressions = new ArrayList<>();
        LITERALS.forEach(json -> expressions.add("'" + json + "'"));
        expressions.addAll(List.of(
                "JSON_ARRAY(CAST(1.10 AS DECIMAL(10,2)), CAST(-0.5 AS DECIMAL(65,30)), CAST(0 AS DECIMAL(5,0)))",
                "JSON_ARRAY(CAST('2024-02-29' AS DATE), CAST('0001-01-01' AS DATE))",
                "JSON_ARRAY(CAST('2024-02-29 12:34:56.789012' AS DATETIME(6)), CAST('2024-02-29 12:34:56' AS DATETIME))",
                "JSON_ARRAY(CAST('-838:59:58.999999' AS TIME(6)), CAST('12:00:00' AS TIME), CAST('-00:00:00.5' AS TIME(1)))",
                "JSON_ARRAY(TIMESTAMP'2024-02-29 12:34:56', CURRENT_TIMESTAMP(3))",
                "JSON_ARRAY(X'00FF10', b'1010', CAST('bin' AS BINARY))",
                "JSON_OBJECT('year', CAST(2024 AS YEAR), 'point', ST_GeomFromText('POINT(1 2)'))",
                "JSON_ARRAY(CAST(1 AS UNSIGNED), 1e0, 1.0, 10000000000000000000, TRUE)",
                "'[" + IntStream.range(0, 20_000).mapToObj(Integer::toString).collect(Collectors.joining(",")) + "]'",
                "'{\"long\": \"" + "x".repeat(70_000) + "\", \"n\": 70000, \"m\": -70000}'",
                "JSON_QUOTE(REPEAT('\u00E9', 200))"));
        Random random = new Random(42);
        for (int i = 0; i < 300; i++) {
            expressions.add("'[" + number(random) + ", " + number(random) + ", " + number(random) + "]'");
        }
        return expressions;
    }

    private static String number(Random random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value)
                ? Double.toString(value)
                : Double.toString(random.nextInt() * Math.pow(10, random.nextInt(30) - 15));
    }
}
