package io.replicator.dialect.postgresql.expression;

/** A piece of an expression's text. @param text words in lower case; identifiers and strings without quotes and escapes */
record Token(Kind kind, String text) {
    enum Kind {
        IDENTIFIER,
        STRING,
        NUMBER,
        WORD,
        SYMBOL,
        END
    }

    boolean is(Kind expected, String expectedText) {
        return kind == expected && text.equals(expectedText);
    }
}
