package io.replicator.dialect.postgresql.expression;

import io.replicator.dialect.postgresql.expression.Typed.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Translates a parsed expression, innermost first. Immutable. */
record Translation(Function<String, Optional<ColumnReference>> columns, Purpose purpose) {
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*");
    private static final Set<String> REMAINDER = Set.of("%", "mod");

    Typed of(Expression expression) throws UntranslatableException {
        if (expression instanceof Expression.Column column) {
            return Typed.column(columns.apply(column.name())
                    .orElseThrow(() -> new UntranslatableException("column " + column.name())));
        }
        if (expression instanceof Expression.NumberLiteral number) {
            int point = number.digits().indexOf('.');
            return point < 0
                    ? Typed.of(number.digits(), Kind.INTEGER)
                    : Typed.decimal(number.digits(), number.digits().length() - point - 1);
        }
        if (expression instanceof Expression.TextLiteral text) {
            return Typed.literal(text.value());
        }
        if (expression instanceof Expression.Truth truth) {
            return Typed.of(truth.value() ? "TRUE" : "FALSE", Kind.BOOLEAN);
        }
        return expression instanceof Expression.Null ? Typed.of("NULL", Kind.NULL) : compound(expression);
    }

    private Typed compound(Expression expression) throws UntranslatableException {
        if (expression instanceof Expression.Binary binary) {
            return binary(binary.operator(), of(binary.left()), of(binary.right()));
        }
        if (expression instanceof Expression.Call call) {
            return Functions.call(purpose, call.name(), all(call.arguments()));
        }
        if (expression instanceof Expression.Cast cast) {
            return Functions.cast(purpose, of(cast.operand()), cast.type());
        }
        if (expression instanceof Expression.Case searched) {
            return Functions.searchedCase(this, searched);
        }
        if (expression instanceof Expression.Negation negation) {
            Typed operand = of(negation.operand()).asNumber();
            return arithmetic("-", Typed.of("0", Kind.INTEGER), operand);
        }
        return predicate(expression);
    }

    private Typed predicate(Expression expression) throws UntranslatableException {
        if (expression instanceof Expression.Not not) {
            return Typed.of("(NOT " + of(not.operand()).asBoolean() + ")", Kind.BOOLEAN);
        }
        if (expression instanceof Expression.IsNull test) {
            String condition = test.negated() ? " IS NOT NULL)" : " IS NULL)";
            return Typed.of("(" + of(test.operand()).sql() + condition, Kind.BOOLEAN);
        }
        if (expression instanceof Expression.In in) {
            return in(in);
        }
        if (expression instanceof Expression.Between between) {
            Typed operand = of(between.operand());
            Typed low = Comparison.compare(">=", operand, of(between.low()));
            Typed high = Comparison.compare("<=", operand, of(between.high()));
            return negated(between.negated(), low.sql() + " AND " + high.sql());
        }
        throw new UntranslatableException(expression.getClass().getSimpleName());
    }

    private Typed in(Expression.In in) throws UntranslatableException {
        Typed operand = of(in.operand());
        List<String> equalities = new ArrayList<>();
        for (Expression value : in.values()) {
            equalities.add(Comparison.compare("=", operand, of(value)).sql());
        }
        return negated(in.negated(), String.join(" OR ", equalities));
    }

    private static Typed negated(boolean negated, String condition) {
        return Typed.of((negated ? "(NOT (" : "(") + condition + (negated ? "))" : ")"), Kind.BOOLEAN);
    }

    List<Typed> all(List<Expression> expressions) throws UntranslatableException {
        List<Typed> translated = new ArrayList<>();
        for (Expression expression : expressions) {
            translated.add(of(expression));
        }
        return translated;
    }

    private static Typed binary(String operator, Typed left, Typed right) throws UntranslatableException {
        if (operator.equals("and") || operator.equals("or")) {
            String word = operator.equals("and") ? " AND " : " OR ";
            return Typed.of("(" + left.asBoolean() + word + right.asBoolean() + ")", Kind.BOOLEAN);
        }
        if (ARITHMETIC.contains(operator)) {
            return arithmetic(operator, left.asNumber(), right.asNumber());
        }
        if (REMAINDER.contains(operator)) {
            return remainder(left, right);
        }
        if (operator.equals("/") || operator.equals("div")) {
            throw new UntranslatableException("division, whose scale and zero differ");
        }
        return Comparison.compare(operator, left, right);
    }

    private static Typed arithmetic(String operator, Typed left, Typed right) throws UntranslatableException {
        if (left.kind() == Kind.DOUBLE || right.kind() == Kind.DOUBLE) {
            return Typed.of("(" + left.asDouble() + " " + operator + " " + right.asDouble() + ")", Kind.DOUBLE);
        }
        int scale = operator.equals("*") ? left.scale() + right.scale() : Math.max(left.scale(), right.scale());
        if (scale > 30) {
            throw new UntranslatableException("more digits than MySQL keeps");
        }
        return Typed.decimal("(" + left.asNumeric() + " " + operator + " " + right.asNumeric() + ")", scale);
    }

    /** The remainder by 0 is NULL in MySQL and an error in PostgreSQL, so only constants are accepted. */
    private static Typed remainder(Typed left, Typed right) throws UntranslatableException {
        if (!left.isWholeNumber() || !right.sql().matches("[1-9]\\d*")) {
            throw new UntranslatableException("remainder");
        }
        return Typed.decimal("(" + left.asNumeric() + " % " + right.sql() + ")", 0);
    }
}
