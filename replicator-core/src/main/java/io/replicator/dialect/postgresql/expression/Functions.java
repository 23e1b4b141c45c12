package io.replicator.dialect.postgresql.expression;

import io.replicator.dialect.postgresql.expression.Typed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The white list of functions. */
final class Functions {
    private static final Pattern CHAR = Pattern.compile("n?char(?:\\((\\d+)\\))?(?: charset \\w+)?");
    private static final Pattern JSON_PATH = Pattern.compile("\\$((?:\\.[A-Za-z_]\\w*|\\[\\d+])+)");

    private Functions() {}

    static Typed call(Purpose purpose, String name, List<Typed> arguments) throws UntranslatableException {
        return switch (purpose) {
            case DEFAULT -> arguments.isEmpty() ? ofNow(name) : same(name, arguments);
            case SEARCH -> similar(name, arguments);
            case VALUE -> same(name, arguments);
        };
    }

    /** Functions with the same result in both engines. */
    private static Typed same(String name, List<Typed> arguments) throws UntranslatableException {
        return switch (name) {
            case "coalesce", "ifnull" -> coalesce(arguments);
            case "if" -> choice(argument(arguments, 0), argument(arguments, 1), argument(arguments, 2));
            case "isnull" -> Typed.of("(" + only(arguments).sql() + " IS NULL)", Kind.BOOLEAN);
            case "abs", "ceil", "ceiling", "floor", "round" -> rounding(name, arguments);
            case "year", "month", "day", "dayofmonth" -> datePart(name, only(arguments));
            case "date" -> Typed.of(temporal(only(arguments)) + "::date", Kind.DATE);
            case "uuid_to_bin" -> binaryUuid(only(arguments));
            default -> TextFunctions.call(name, arguments);
        };
    }

    /** Functions good enough to find rows by. */
    private static Typed similar(String name, List<Typed> arguments) throws UntranslatableException {
        return switch (name) {
            case "lower", "lcase" -> Typed.of("lower(" + only(arguments).asText() + ")", Kind.TEXT);
            case "upper", "ucase" -> Typed.of("upper(" + only(arguments).asText() + ")", Kind.TEXT);
            case "length", "octet_length" ->
                Typed.of("octet_length(" + only(arguments).asText() + ")", Kind.INTEGER);
            case "json_extract" -> jsonPath(argument(arguments, 0), argument(arguments, 1));
            case "json_unquote" -> Typed.of("(" + json(only(arguments)) + " #>> '{}')", Kind.TEXT);
            default -> same(name, arguments);
        };
    }

    /** Functions without arguments that give each new row a value. */
    private static Typed ofNow(String name) throws UntranslatableException {
        return switch (name) {
            case "uuid" -> Typed.of("gen_random_uuid()::text", Kind.TEXT);
            case "now", "current_timestamp", "localtimestamp", "localtime", "sysdate" ->
                Typed.of("CURRENT_TIMESTAMP", Kind.INSTANT);
            case "utc_timestamp" -> Typed.of("(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')", Kind.DATETIME);
            case "curdate", "current_date" -> Typed.of("CURRENT_DATE", Kind.DATE);
            case "utc_date" -> Typed.of("(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')::date", Kind.DATE);
            case "unix_timestamp" -> Typed.of("floor(extract(epoch FROM CURRENT_TIMESTAMP))::bigint", Kind.INTEGER);
            case "rand" -> Typed.of("random()", Kind.DOUBLE);
            case "json_object" -> Typed.of("'{}'::jsonb", Kind.JSON);
            case "json_array" -> Typed.of("'[]'::jsonb", Kind.JSON);
            default -> throw new UntranslatableException("function " + name);
        };
    }

    static Typed cast(Purpose purpose, Typed operand, String type) throws UntranslatableException {
        if (type.equals("date")) {
            return Typed.of(temporal(operand) + "::date", Kind.DATE);
        }
        Matcher characters = CHAR.matcher(type);
        if (characters.matches()) {
            String text = operand.asText();
            return Typed.of(
                    characters.group(1) == null ? text : "left(" + text + ", " + characters.group(1) + ")", Kind.TEXT);
        }
        if (purpose == Purpose.SEARCH && (type.startsWith("signed") || type.startsWith("unsigned"))) {
            return Typed.decimal("round(" + operand.asNumeric() + ")", 0);
        }
        throw new UntranslatableException("cast to " + type);
    }

    static Typed searchedCase(Translation translation, Expression.Case searched) throws UntranslatableException {
        StringBuilder sql = new StringBuilder("CASE");
        List<Typed> results = new ArrayList<>();
        for (Expression.When branch : searched.branches()) {
            Typed result = translation.of(branch.result());
            results.add(result);
            String condition = translation.of(branch.condition()).asBoolean();
            sql.append(" WHEN ").append(condition).append(" THEN ").append(result.sql());
        }
        if (searched.otherwise() != null) {
            Typed otherwise = translation.of(searched.otherwise());
            results.add(otherwise);
            sql.append(" ELSE ").append(otherwise.sql());
        }
        return unified(sql.append(" END").toString(), results);
    }

    private static Typed choice(Typed condition, Typed then, Typed otherwise) throws UntranslatableException {
        String sql = "CASE WHEN " + condition.asBoolean() + " THEN " + then.sql() + " ELSE " + otherwise.sql() + " END";
        return unified(sql, List.of(then, otherwise));
    }

    private static Typed coalesce(List<Typed> arguments) throws UntranslatableException {
        List<String> sql = arguments.stream().map(Typed::sql).toList();
        return unified("COALESCE(" + String.join(", ", sql) + ")", arguments);
    }

    /** The common type of alternatives; NULL has every type. */
    private static Typed unified(String sql, List<Typed> alternatives) throws UntranslatableException {
        List<Typed> typed =
                alternatives.stream().filter(value -> value.kind() != Kind.NULL).toList();
        if (!typed.isEmpty() && typed.stream().allMatch(Typed::isText)) {
            return Typed.of(sql, Kind.TEXT);
        }
        if (!typed.isEmpty() && typed.stream().allMatch(Typed::isExactNumber)) {
            int scale = typed.stream().mapToInt(Typed::scale).max().orElse(0);
            boolean whole = typed.stream().allMatch(value -> value.kind() == Kind.INTEGER);
            return whole ? Typed.of(sql, Kind.INTEGER) : Typed.decimal(sql, scale);
        }
        List<Kind> kinds = typed.stream().map(Typed::kind).distinct().toList();
        if (kinds.size() != 1 || kinds.get(0) == Kind.OTHER) {
            throw new UntranslatableException("alternatives of several types");
        }
        return Typed.of(sql, kinds.get(0));
    }

    private static Typed rounding(String name, List<Typed> arguments) throws UntranslatableException {
        Typed number = argument(arguments, 0);
        String function = name.equals("ceiling") ? "ceil" : name;
        if (name.equals("abs")) {
            return Typed.decimal("abs(" + number.asNumeric() + ")", number.scale());
        }
        if (!name.equals("round") || arguments.size() == 1) {
            return Typed.decimal(function + "(" + only(arguments).asNumeric() + ")", 0);
        }
        int digits = TextFunctions.constant(argument(arguments, 1));
        int scale = Math.min(digits, number.scale());
        return Typed.decimal("round(" + number.asNumeric() + ", " + scale + ")", scale);
    }

    private static Typed datePart(String name, Typed date) throws UntranslatableException {
        String part = name.equals("dayofmonth") ? "day" : name;
        return Typed.of("extract(" + part + " FROM " + temporal(date) + ")::integer", Kind.INTEGER);
    }

    private static String temporal(Typed value) throws UntranslatableException {
        if (value.kind() == Kind.DATE || value.kind() == Kind.DATETIME) {
            return value.sql();
        }
        throw new UntranslatableException("date expected");
    }

    private static Typed binaryUuid(Typed uuid) throws UntranslatableException {
        if (!uuid.sql().startsWith("gen_random_uuid")) {
            throw new UntranslatableException("uuid_to_bin");
        }
        return Typed.of("uuid_send(gen_random_uuid())", Kind.BYTES);
    }

    private static Typed jsonPath(Typed document, Typed path) throws UntranslatableException {
        Matcher steps =
                JSON_PATH.matcher(path.kind() == Kind.LITERAL ? path.labels().get(0) : "");
        if (!steps.matches()) {
            throw new UntranslatableException("JSON path");
        }
        String keys = steps.group(1)
                .substring(1)
                .replace("].", ".")
                .replaceAll("]?\\[|\\.", ",")
                .replace("]", "");
        return Typed.of("(" + json(document) + " #> '{" + keys + "}')", Kind.JSON);
    }

    private static String json(Typed value) throws UntranslatableException {
        if (value.kind() != Kind.JSON) {
            throw new UntranslatableException("JSON expected");
        }
        return value.sql();
    }

    static Typed only(List<Typed> arguments) throws UntranslatableException {
        if (arguments.size() != 1) {
            throw new UntranslatableException("number of arguments");
        }
        return arguments.get(0);
    }

    static Typed argument(List<Typed> arguments, int index) throws UntranslatableException {
        if (index >= arguments.size()) {
            throw new UntranslatableException("number of arguments");
        }
        return arguments.get(index);
    }
}
