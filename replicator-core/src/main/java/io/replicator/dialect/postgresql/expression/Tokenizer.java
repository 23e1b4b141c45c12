package io.replicator.dialect.postgresql.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression, as MySQL's catalog prints it, into tokens. Used once, by one thread. */
final class Tokenizer {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern SYMBOL = Pattern.compile("<=>|->>|<>|!=|<=|>=|->|\\|\\||&&|[-+*/%(),=<>!.]");
    private static final Set<String> UNICODE = Set.of("_utf8mb4", "_utf8mb3", "_utf8");
    private static final Set<String> OTHER_CHARSETS = Set.of("_latin1", "_ascii", "_cp1252");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokenizer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String expression) throws UntranslatableException {
        return new Tokenizer(unescaped(expression)).run();
    }

    /** MySQL's catalog escapes the quotes of some expressions once more: {@code concat(_utf8mb4\'a\')}. */
    private static String unescaped(String expression) {
        int quote = expression.indexOf('\'');
        boolean escaped = quote > 0 && expression.charAt(quote - 1) == '\\';
        return escaped ? expression.replaceAll("\\\\([\\\\'])", "$1") : expression;
    }

    private List<Token> run() throws UntranslatableException {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '`') {
                add(Token.Kind.IDENTIFIER, quoted('`'));
            } else if (c == '\'') {
                add(Token.Kind.STRING, quoted('\''));
            } else {
                unquoted();
            }
        }
        add(Token.Kind.END, "");
        return tokens;
    }

    private void add(Token.Kind kind, String value) {
        tokens.add(new Token(kind, value));
    }

    private void unquoted() throws UntranslatableException {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (matcher.lookingAt()) {
            number(matcher);
        } else if (matcher.usePattern(WORD).lookingAt()) {
            word(matcher);
        } else if (matcher.usePattern(SYMBOL).lookingAt()) {
            at = matcher.end();
            add(Token.Kind.SYMBOL, matcher.group());
        } else {
            throw new UntranslatableException("character " + text.charAt(at));
        }
    }

    /** Numbers with an exponent, hexadecimal and bit literals have types of their own, so they are not accepted. */
    private void number(Matcher matcher) throws UntranslatableException {
        at = matcher.end();
        if (at < text.length() && Character.isLetter(text.charAt(at))) {
            throw new UntranslatableException("literal");
        }
        add(Token.Kind.NUMBER, matcher.group());
    }

    private void word(Matcher matcher) throws UntranslatableException {
        at = matcher.end();
        String word = matcher.group().toLowerCase(Locale.ROOT);
        boolean introducer = at < text.length() && text.charAt(at) == '\'';
        if (!introducer) {
            add(Token.Kind.WORD, word);
            return;
        }
        String value = quoted('\'');
        boolean ascii = value.chars().allMatch(c -> c < 128);
        if (!UNICODE.contains(word) && !(OTHER_CHARSETS.contains(word) && ascii)) {
            throw new UntranslatableException("literal of character set " + word);
        }
        add(Token.Kind.STRING, value);
    }

    private String quoted(char quote) throws UntranslatableException {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && quote == '\'' && at + 1 < text.length()) {
                value.append(escape(text.charAt(++at)));
            } else if (c != quote) {
                value.append(c);
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                value.append(text.charAt(++at));
            } else {
                at++;
                return value.toString();
            }
        }
        throw new UntranslatableException("unended quote");
    }

    private static char escape(char c) throws UntranslatableException {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case '\\', '\'', '"' -> c;
            default -> throw new UntranslatableException("escape " + c);
        };
    }
}
