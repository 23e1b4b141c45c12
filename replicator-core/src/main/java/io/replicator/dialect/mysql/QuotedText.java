package io.replicator.dialect.mysql;

/** A {@code '...'} inside a longer text, as MySQL prints it: quotes doubled or escaped, backslashes escaped. */
final class QuotedText {
    private QuotedText() {}

    /** Index just behind the closing quote of the text whose opening quote is at {@code start}. */
    static int end(String text, int start) {
        int at = start + 1;
        while (at < text.length()) {
            if (isPair(text, at)) {
                at += 2;
            } else if (text.charAt(at) == '\'') {
                return at + 1;
            } else {
                at++;
            }
        }
        throw new IllegalArgumentException("No closing quote in " + text);
    }

    /** Index of the parenthesis that closes the one at {@code start}, leaving out those in texts and names. */
    static int closing(String text, int start) {
        int depth = 0;
        for (int at = start; at < text.length(); at++) {
            switch (text.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case '\'' -> at = end(text, at) - 1;
                case '`' -> at = text.indexOf('`', at + 1);
                default -> {}
            }
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalArgumentException("No closing parenthesis in " + text);
    }

    static String value(String text, int start, int end) {
        StringBuilder value = new StringBuilder(end - start);
        int at = start + 1;
        while (at < end - 1) {
            int length = isPair(text, at) ? 2 : 1;
            String piece = text.substring(at, at + length);
            value.append(piece.equals("''") ? "'" : MySqlLiterals.unescape(piece));
            at += length;
        }
        return value.toString();
    }

    /** An escaped character or a doubled quote. */
    private static boolean isPair(String text, int at) {
        char c = text.charAt(at);
        return at + 1 < text.length() && (c == '\\' || (c == '\'' && text.charAt(at + 1) == '\''));
    }
}
