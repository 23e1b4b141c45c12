package io.replicator.dialect.postgresql.expression;

import io.replicator.dialect.postgresql.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tokens by MySQL's operator precedence. Used once, by one thread. */
final class Parser {
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=", "<=>");

    private final List<Token> tokens;
    private int at;

    private Parser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Expression parse(String expression) throws UntranslatableException {
        Parser parser = new Parser(Tokenizer.tokens(expression));
        Expression parsed = parser.disjunction();
        parser.expect(Kind.END, "");
        return parsed;
    }

    private Expression disjunction() throws UntranslatableException {
        Expression left = conjunction();
        while (accept(Kind.WORD, "or")) {
            left = new Expression.Binary("or", left, conjunction());
        }
        return left;
    }

    private Expression conjunction() throws UntranslatableException {
        Expression left = inversion();
        while (accept(Kind.WORD, "and") || accept(Kind.SYMBOL, "&&")) {
            left = new Expression.Binary("and", left, inversion());
        }
        return left;
    }

    private Expression inversion() throws UntranslatableException {
        return accept(Kind.WORD, "not") ? new Expression.Not(inversion()) : comparison();
    }

    private Expression comparison() throws UntranslatableException {
        Expression left = sum();
        while (true) {
            if (peek().kind() == Kind.SYMBOL && COMPARISONS.contains(peek().text())) {
                left = new Expression.Binary(next().text(), left, sum());
            } else if (accept(Kind.WORD, "is")) {
                left = isNull(left);
            } else if (peek().kind() == Kind.WORD
                    && Set.of("not", "in", "between").contains(peek().text())) {
                left = membership(left, accept(Kind.WORD, "not"));
            } else {
                return left;
            }
        }
    }

    private Expression isNull(Expression operand) throws UntranslatableException {
        boolean negated = accept(Kind.WORD, "not");
        expect(Kind.WORD, "null");
        return new Expression.IsNull(operand, negated);
    }

    private Expression membership(Expression operand, boolean negated) throws UntranslatableException {
        if (accept(Kind.WORD, "in")) {
            expect(Kind.SYMBOL, "(");
            return new Expression.In(operand, list(), negated);
        }
        expect(Kind.WORD, "between");
        Expression low = sum();
        expect(Kind.WORD, "and");
        return new Expression.Between(operand, low, sum(), negated);
    }

    private Expression sum() throws UntranslatableException {
        Expression left = product();
        while (peek().is(Kind.SYMBOL, "+") || peek().is(Kind.SYMBOL, "-")) {
            left = new Expression.Binary(next().text(), left, product());
        }
        return left;
    }

    private Expression product() throws UntranslatableException {
        Expression left = signed();
        while (isProductOperator(peek())) {
            left = new Expression.Binary(next().text(), left, signed());
        }
        return left;
    }

    private static boolean isProductOperator(Token token) {
        return token.is(Kind.SYMBOL, "*")
                || token.is(Kind.SYMBOL, "/")
                || token.is(Kind.SYMBOL, "%")
                || token.is(Kind.WORD, "div")
                || token.is(Kind.WORD, "mod");
    }

    private Expression signed() throws UntranslatableException {
        if (accept(Kind.SYMBOL, "-")) {
            return new Expression.Negation(signed());
        }
        return accept(Kind.SYMBOL, "!") ? new Expression.Not(signed()) : primary();
    }

    private Expression primary() throws UntranslatableException {
        Token token = next();
        return switch (token.kind()) {
            case IDENTIFIER -> column(token);
            case STRING -> new Expression.TextLiteral(token.text());
            case NUMBER -> new Expression.NumberLiteral(token.text());
            case WORD -> word(token.text());
            case SYMBOL -> parenthesised(token);
            case END -> throw new UntranslatableException("end of expression");
        };
    }

    private Expression column(Token token) throws UntranslatableException {
        if (peek().is(Kind.SYMBOL, ".")) {
            throw new UntranslatableException("qualified name");
        }
        return new Expression.Column(token.text());
    }

    private Expression parenthesised(Token token) throws UntranslatableException {
        if (!token.text().equals("(")) {
            throw new UntranslatableException(token.text());
        }
        Expression inner = disjunction();
        expect(Kind.SYMBOL, ")");
        return inner;
    }

    private Expression word(String word) throws UntranslatableException {
        return switch (word) {
            case "null" -> new Expression.Null();
            case "true" -> new Expression.Truth(true);
            case "false" -> new Expression.Truth(false);
            case "case" -> searchedCase();
            case "cast" -> cast();
            default -> call(word);
        };
    }

    private Expression call(String name) throws UntranslatableException {
        if (!accept(Kind.SYMBOL, "(")) {
            return new Expression.Call(name, List.of());
        }
        return new Expression.Call(name, accept(Kind.SYMBOL, ")") ? List.of() : list());
    }

    private List<Expression> list() throws UntranslatableException {
        List<Expression> values = new ArrayList<>();
        do {
            values.add(disjunction());
        } while (accept(Kind.SYMBOL, ","));
        expect(Kind.SYMBOL, ")");
        return List.copyOf(values);
    }

    private Expression searchedCase() throws UntranslatableException {
        @Nullable Expression subject = peek().is(Kind.WORD, "when") ? null : disjunction();
        List<Expression.When> branches = new ArrayList<>();
        while (accept(Kind.WORD, "when")) {
            Expression condition = disjunction();
            expect(Kind.WORD, "then");
            branches.add(new Expression.When(
                    subject == null ? condition : new Expression.Binary("=", subject, condition), disjunction()));
        }
        @Nullable Expression otherwise = accept(Kind.WORD, "else") ? disjunction() : null;
        expect(Kind.WORD, "end");
        return new Expression.Case(List.copyOf(branches), otherwise);
    }

    private Expression cast() throws UntranslatableException {
        expect(Kind.SYMBOL, "(");
        Expression operand = disjunction();
        expect(Kind.WORD, "as");
        StringBuilder type = new StringBuilder();
        int open = 1;
        while (open > 0) {
            Token token = next();
            open += token.is(Kind.SYMBOL, "(") ? 1 : token.is(Kind.SYMBOL, ")") ? -1 : 0;
            if (token.kind() == Kind.END) {
                throw new UntranslatableException("unended cast");
            }
            type.append(open == 0 ? "" : (token.kind() == Kind.WORD ? " " : "") + token.text());
        }
        return new Expression.Cast(operand, type.toString().strip());
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean accept(Kind kind, String text) {
        if (peek().is(kind, text)) {
            next();
            return true;
        }
        return false;
    }

    private void expect(Kind kind, String text) throws UntranslatableException {
        if (!accept(kind, text)) {
            throw new UntranslatableException("'" + peek().text() + "' where '" + text + "' was expected");
        }
    }
}
