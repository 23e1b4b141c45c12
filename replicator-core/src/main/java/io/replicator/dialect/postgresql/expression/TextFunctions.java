package io.replicator.dialect.postgresql.expression;

import io.replicator.dialect.postgresql.expression.Typed.Kind;
import java.util.ArrayList;
import java.util.List;

/** Functions of texts with the same result in both engines; none of them looks at a collation. */
final class TextFunctions {
    private TextFunctions() {}

    static Typed call(String name, List<Typed> arguments) throws UntranslatableException {
        return switch (name) {
            case "concat" -> concat(arguments);
            case "char_length", "character_length" ->
                Typed.of("char_length(" + Functions.only(arguments).asText() + ")", Kind.INTEGER);
            case "left", "right" -> end(name, arguments);
            case "substr", "substring", "mid" -> middle(arguments);
            case "replace" -> replace(arguments);
            case "trim" -> trimmed("btrim", arguments);
            case "ltrim", "rtrim" -> trimmed(name, arguments);
            default -> throw new UntranslatableException("function " + name);
        };
    }

    /** NULL if any part is NULL, as with MySQL; PostgreSQL's own concat() skips NULLs. */
    private static Typed concat(List<Typed> arguments) throws UntranslatableException {
        List<String> parts = new ArrayList<>();
        for (Typed argument : arguments) {
            parts.add(argument.asText());
        }
        return Typed.of("(" + String.join(" || ", parts) + ")", Kind.TEXT);
    }

    private static Typed end(String name, List<Typed> arguments) throws UntranslatableException {
        int length = constant(Functions.argument(arguments, 1));
        return Typed.of(name + "(" + arguments.get(0).asText() + ", " + length + ")", Kind.TEXT);
    }

    private static Typed middle(List<Typed> arguments) throws UntranslatableException {
        int from = constant(Functions.argument(arguments, 1));
        if (from < 1 || arguments.size() > 3) {
            throw new UntranslatableException("position of a substring");
        }
        String length = arguments.size() == 3 ? ", " + constant(arguments.get(2)) : "";
        return Typed.of("substr(" + arguments.get(0).asText() + ", " + from + length + ")", Kind.TEXT);
    }

    private static Typed replace(List<Typed> arguments) throws UntranslatableException {
        String subject = Functions.argument(arguments, 0).asText();
        String search = Functions.argument(arguments, 1).asText();
        return Typed.of(
                "replace(" + subject + ", " + search + ", "
                        + Functions.argument(arguments, 2).asText() + ")",
                Kind.TEXT);
    }

    private static Typed trimmed(String function, List<Typed> arguments) throws UntranslatableException {
        return Typed.of(function + "(" + Functions.only(arguments).asText() + ", ' ')", Kind.TEXT);
    }

    /** A constant whole number that is not negative; others mean different things to the engines. */
    static int constant(Typed value) throws UntranslatableException {
        if (!value.sql().matches("\\d{1,9}")) {
            throw new UntranslatableException("constant expected");
        }
        return Integer.parseInt(value.sql());
    }
}
