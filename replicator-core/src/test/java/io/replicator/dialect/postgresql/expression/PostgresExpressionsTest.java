package io.replicator.dialect.postgresql.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresExpressionsTest {
    private static final LogicalType BIGINT = new LogicalType.Int(8, false);
    private static final LogicalType TEXT = new LogicalType.Text(200, false, true);
    private static final LogicalType DATETIME = new LogicalType.DateTime(6);

    private static final Map<String, Column> COLUMNS = Map.ofEntries(
            column("a", new LogicalType.Int(4, false), null),
            column("b", new LogicalType.Int(8, true), null),
            column("price", new LogicalType.Decimal(10, 2, false), null),
            column("wide", new LogicalType.Decimal(65, 30, false), null),
            column("f", new LogicalType.Floating(4), null),
            column("g", new LogicalType.Floating(8), null),
            column("name", TEXT, "utf8mb4_0900_ai_ci"),
            column("code", TEXT, "utf8mb4_0900_bin"),
            column("old_code", TEXT, "utf8mb4_bin"),
            column("status", new LogicalType.Enumeration(List.of("new", "it's")), "utf8mb4_0900_ai_ci"),
            column("d", new LogicalType.Date(), null),
            column("at", DATETIME, null),
            column("ts", new LogicalType.Instant(0), null),
            column("y", new LogicalType.Year(), null),
            column("doc", new LogicalType.Json(), null),
            column("img", new LogicalType.Binary(20, false, true), null));

    private final PostgresExpressions expressions = new PostgresExpressions(name ->
            Optional.ofNullable(COLUMNS.get(name)).map(column -> new ColumnReference('"' + name + '"', column)));

    private static Map.Entry<String, Column> column(String name, LogicalType type, String collation) {
        return Map.entry(
                name, new Column(name, type, "", "utf8mb4", collation, true, null, null, false, false, false, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\0',
            value = {
                "(`a` + `b`) => ('a'::numeric + 'b'::numeric)",
                "(`a` - 1) => ('a'::numeric - 1)",
                "(-(`a`)) => (0 - 'a'::numeric)",
                "((`a` * 2) + 1) => (('a'::numeric * 2) + 1)",
                "(`a` % 7) => ('a'::numeric % 7)",
                "(`price` * `a`) => ('price' * 'a'::numeric)",
                "(`price` > 0) => (('price' > 0))::integer",
                "ifnull(`a`,0) => COALESCE('a', 0)",
                "coalesce(`a`,`b`,0) => COALESCE('a', 'b', 0)",
                "if((`a` > 1),`a`,0) => CASE WHEN ('a' > 1) THEN 'a' ELSE 0 END",
                "(case when (`a` is null) then 1 else 0 end) => CASE WHEN ('a' IS NULL) THEN 1 ELSE 0 END",
                "char_length(`name`) => char_length('name')",
                "year(`d`) => extract(year FROM 'd')::integer",
                "month(`at`) => extract(month FROM 'at')::integer",
                "floor(`price`) => floor('price')",
                "round(`price`,1) => round('price', 1)",
            })
    void numbersAreTranslated(String mysql, String expected) {
        assertThat(expressions.generated(mysql, BIGINT)).hasValue(expected.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\0',
            value = {
                "concat(`name`,_utf8mb4' ',`code`) => (`name` || ' ' || `code`)",
                "concat(`name`,_utf8mb4\\' \\',`a`) => (`name` || ' ' || (`a`)::text)",
                "concat(`name`,_utf8mb4'it\\'s') => (`name` || 'it''s')",
                "concat(`name`,_utf8mb4'\\\\') => (`name` || E'\\\\')",
                "left(`name`,3) => left(`name`, 3)",
                "substr(`name`,2,3) => substr(`name`, 2, 3)",
                "replace(`name`,_utf8mb4'-',_utf8mb4'') => replace(`name`, '-', '')",
                "trim(`name`) => btrim(`name`, ' ')",
                "cast(`a` as char charset utf8mb4) => (`a`)::text",
            })
    void textsAreTranslated(String mysql, String expected) {
        assertThat(expressions.generated(mysql, TEXT)).hasValue(expected.replace('`', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\0',
            value = {
                "(`price` >= 0) => (`price` >= 0)",
                "((`a` > 0) and (`b` < 5)) => ((`a` > 0) AND (`b` < 5))",
                "(`a` between 1 and 5) => (`a` >= 1) AND (`a` <= 5)",
                "(`a` in (1,2)) => (`a` = 1) OR (`a` = 2)",
                "(`a` not in (1,2)) => (NOT ((`a` = 1) OR (`a` = 2)))",
                "(`a` <=> `b`) => (`a` IS NOT DISTINCT FROM `b`)",
                "(0 = `f`) => (0::double precision = `f`::double precision)",
                "(`status` in (_utf8mb4'new',_utf8mb4'it\\'s')) => (`status` = 'new') OR (`status` = 'it''s')",
                "(`code` = _utf8mb4'X') => (`code` = 'X')",
                "(`old_code` <> _utf8mb4'X') => (rtrim(`old_code`, ' ') <> rtrim('X', ' '))",
                "(`d` > _utf8mb4'2020-01-31') => (`d` > timestamp '2020-01-31')",
                "(`doc` is not null) => (`doc` IS NOT NULL)",
                "`a` => (`a` <> 0)",
            })
    void conditionsAreTranslated(String mysql, String expected) {
        String sql = expected.replace('`', '"');
        String grouped = sql.contains(" OR ") || sql.startsWith("(\"a\" >= 1)") ? grouped(sql) : sql;
        assertThat(expressions.check(mysql)).hasValue(grouped);
    }

    private static String grouped(String sql) {
        return sql.startsWith("(NOT") ? sql : "(" + sql + ")";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(`a` / `b`)",
                "(`a` DIV 2)",
                "(`a` % `b`)",
                "(`wide` * `wide`)",
                "(`price` + `g`)",
                "regexp_like(`name`,_utf8mb4'^a')",
                "json_extract(`doc`,_utf8mb4'$.x')",
                "json_unquote(json_extract(`doc`,_utf8mb4'$.x'))",
                "concat_ws(_utf8mb4',',`name`,`code`)",
                "lower(`name`)",
                "unix_timestamp(`ts`)",
                "year(`ts`)",
                "(`y` + 1)",
                "(`a` ^ 1)",
                "(`a` || `b`)",
                "uuid()",
                "now()",
                "0x41",
                "`missing`",
                "`a` +",
                "(`a` + 1",
                "`t`.`a`",
                "interval 1 day",
                ""
            })
    void unknownOrDifferentExpressionsAreLeftAlone(String mysql) {
        assertThat(expressions.generated(mysql, BIGINT)).isEmpty();
        assertThat(expressions.generated(mysql, TEXT)).isEmpty();
        assertThat(expressions.indexKey(mysql, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(`name` = _utf8mb4'x')",
                "(`name` in (_utf8mb4'x'))",
                "(`name` > _utf8mb4'x')",
                "(`code` > _utf8mb4'x')",
                "(`name` like _utf8mb4'x%')",
                "(`status` = _utf8mb4'NEW')",
                "(`d` > _utf8mb4'20200131')",
                "(`d` > _utf8mb4'0000-00-00')",
                "(`img` = _binary'x')",
                "json_valid(`name`)"
            })
    void conditionsThatDependOnCollationOrFormatAreLeftAlone(String mysql) {
        assertThat(expressions.check(mysql)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\0',
            value = {
                "lower(`name`) => lower(`name`)",
                "cast(`name` as char(10) charset utf8mb4) => left(`name`, 10)",
                "json_unquote(json_extract(`doc`,_utf8mb4'$.a.b[0]')) => ((`doc` #> '{a,b,0}') #>> '{}')",
                "cast(json_unquote(json_extract(`doc`,_utf8mb4'$.x')) as char(30) charset utf8mb4)"
                        + " => left(((`doc` #> '{x}') #>> '{}'), 30)",
            })
    void searchIndexesMayBeSimilar(String mysql, String expected) {
        assertThat(expressions.indexKey(mysql, false)).hasValue(expected.replace('`', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\0',
            value = {
                "uuid() => gen_random_uuid()::text",
                "(1 + 1) => (1 + 1)",
                "_utf8mb4'abc' => 'abc'",
                "concat(_utf8mb4'a',_utf8mb4'b') => ('a' || 'b')"
            })
    void defaultsAreTranslated(String mysql, String expected) {
        assertThat(PostgresExpressions.defaultValue(mysql, TEXT))
                .hasValueSatisfying(sql -> assertThat(sql).isIn(expected, "(" + expected + ")::text"));
    }

    @Test
    void defaultsOfTimeAndJsonAreTranslated() {
        assertThat(PostgresExpressions.defaultValue("now()", DATETIME)).hasValue("CURRENT_TIMESTAMP");
        assertThat(PostgresExpressions.defaultValue("curdate()", new LogicalType.Date()))
                .hasValue("CURRENT_DATE");
        assertThat(PostgresExpressions.defaultValue("json_array()", new LogicalType.Json()))
                .hasValue("'[]'::jsonb");
        assertThat(PostgresExpressions.defaultValue("_utf8mb4'{\"a\": 1}'", new LogicalType.Json()))
                .hasValue("'{\"a\": 1}'::jsonb");
        assertThat(PostgresExpressions.defaultValue("uuid_to_bin(uuid())", new LogicalType.Binary(16, true, true)))
                .hasValue("uuid_send(gen_random_uuid())");
    }

    @Test
    void defaultsNameNoColumns() {
        assertThat(PostgresExpressions.defaultValue("(`a` + 1)", BIGINT)).isEmpty();
    }

    @Test
    void floatingArithmeticIsOfDoublePrecision() {
        assertThat(expressions.generated("(`f` * 2)", new LogicalType.Floating(8)))
                .hasValue("(\"f\"::double precision * 2::double precision)");
    }
}
