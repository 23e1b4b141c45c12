package io.replicator.dialect.postgresql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decides whether one type of PostgreSQL holds every value of another, unchanged. */
final class TypeFit {
    private static final Pattern TYPE = Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:, ?(\\d+))?\\))?( with.*)?");
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private TypeFit() {}

    /**
     * @param existing as the catalog's {@code format_type} prints it
     * @param wanted as in {@link io.replicator.typemapping.TypeMapping#ddl}
     */
    static boolean holds(String existing, String wanted) {
        return existing.equals(wanted) || parsed(existing).holds(parsed(wanted));
    }

    private static Type parsed(String text) {
        Matcher parts = TYPE.matcher(text);
        if (!parts.matches()) {
            return new Type(text, UNLIMITED, 0);
        }
        String zone = parts.group(4) == null ? "" : parts.group(4);
        String name = canonical(parts.group(1) + zone);
        int length = parts.group(2) == null ? unlimited(name) : Integer.parseInt(parts.group(2));
        int scale = parts.group(3) == null ? (length == UNLIMITED ? UNLIMITED : 0) : Integer.parseInt(parts.group(3));
        return new Type(name, length, scale);
    }

    private static String canonical(String name) {
        return switch (name) {
            case "character varying" -> "varchar";
            case "timestamp without time zone" -> "timestamp";
            case "timestamp with time zone" -> "timestamptz";
            case "bit varying" -> "varbit";
            default -> name;
        };
    }

    /** The length that a type without one stands for. */
    private static int unlimited(String name) {
        return name.equals("bit") ? 1 : UNLIMITED;
    }

    private record Type(String name, int length, int scale) {
        boolean holds(Type wanted) {
            return switch (name) {
                case "text" -> wanted.name.equals("text") || wanted.name.equals("varchar");
                case "numeric" -> holdsNumber(wanted);
                case "smallint", "integer", "bigint" ->
                    INTEGERS.indexOf(name) >= INTEGERS.indexOf(wanted.name) && INTEGERS.contains(wanted.name);
                case "bit" -> wanted.name.equals(name) && length == wanted.length;
                case "varchar" ->
                    (wanted.name.equals(name) && length >= wanted.length)
                            || (wanted.name.equals("text") && length == UNLIMITED);
                default -> wanted.name.equals(name) && length >= wanted.length;
            };
        }

        private boolean holdsNumber(Type wanted) {
            if (length == UNLIMITED) {
                return wanted.name.equals(name) || INTEGERS.contains(wanted.name);
            }
            int digits = switch (wanted.name) {
                case "smallint" -> 5;
                case "integer" -> 10;
                case "bigint" -> 19;
                case "numeric" -> wanted.length == UNLIMITED ? UNLIMITED : wanted.length - wanted.scale;
                default -> UNLIMITED;
            };
            return length - scale >= digits && scale >= (wanted.name.equals(name) ? wanted.scale : 0);
        }
    }
}
