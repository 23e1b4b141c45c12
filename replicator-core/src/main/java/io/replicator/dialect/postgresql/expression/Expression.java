package io.replicator.dialect.postgresql.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed expression of MySQL. */
sealed interface Expression {
    record Column(String name) implements Expression {}

    record NumberLiteral(String digits) implements Expression {}

    record TextLiteral(String value) implements Expression {}

    record Truth(boolean value) implements Expression {}

    record Null() implements Expression {}

    record Negation(Expression operand) implements Expression {}

    record Not(Expression operand) implements Expression {}

    /** @param operator in lower case */
    record Binary(String operator, Expression left, Expression right) implements Expression {}

    record In(Expression operand, List<Expression> values, boolean negated) implements Expression {}

    record Between(Expression operand, Expression low, Expression high, boolean negated) implements Expression {}

    record IsNull(Expression operand, boolean negated) implements Expression {}

    record Case(List<When> branches, @Nullable Expression otherwise) implements Expression {}

    record When(Expression condition, Expression result) {}

    /** @param type as written, in lower case, such as {@code char(10) charset utf8mb4} */
    record Cast(Expression operand, String type) implements Expression {}

    /** @param name in lower case */
    record Call(String name, List<Expression> arguments) implements Expression {}
}
