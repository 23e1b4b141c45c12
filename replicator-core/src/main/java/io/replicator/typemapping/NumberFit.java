package io.replicator.typemapping;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.Conversion.Fit;
import java.math.BigInteger;

/** Whether numbers fit into a type. */
final class NumberFit {
    private static final LogicalType.Int YEAR = new LogicalType.Int(2, false);

    private NumberFit() {}

    static Fit of(LogicalType from, LogicalType to) {
        if (from instanceof LogicalType.Floating floating) {
            boolean wide = to instanceof LogicalType.Floating other && other.bytes() >= floating.bytes();
            return wide ? Fit.wider("as configured") : Fit.REFUSED;
        }
        if (from instanceof LogicalType.Decimal decimal) {
            return decimal(decimal, to);
        }
        return integer(from instanceof LogicalType.Int integer ? integer : YEAR, to);
    }

    private static Fit integer(LogicalType.Int from, LogicalType to) {
        if (to instanceof LogicalType.Int other) {
            boolean fits = other.unsigned() == from.unsigned()
                    ? other.bytes() >= from.bytes()
                    : from.unsigned() && other.bytes() > from.bytes();
            return Fit.checked(fits, value -> isIn(other, new BigInteger(value)));
        }
        if (to instanceof LogicalType.Decimal decimal) {
            boolean sign = from.unsigned() || !decimal.unsigned();
            return Fit.checked(
                    sign && decimal.precision() - decimal.scale() >= digits(from), value -> isIn(decimal, value));
        }
        if (to instanceof LogicalType.Bool) {
            return Fit.checked(false, value -> value.equals("0") || value.equals("1"));
        }
        if (to instanceof LogicalType.Floating floating && floating.bytes() == 8 && from.bytes() <= 4) {
            return Fit.wider("as configured");
        }
        return to instanceof LogicalType.Text text ? TextFit.upTo(digits(from) + 1, text) : Fit.REFUSED;
    }

    private static Fit decimal(LogicalType.Decimal from, LogicalType to) {
        int whole = from.precision() - from.scale();
        if (to instanceof LogicalType.Decimal other) {
            boolean fits = other.precision() - other.scale() >= whole
                    && other.scale() >= from.scale()
                    && (from.unsigned() || !other.unsigned());
            return Fit.checked(fits, value -> isIn(other, value));
        }
        if (to instanceof LogicalType.Int other && from.scale() == 0) {
            return Fit.checked(
                    whole < digits(other) && (from.unsigned() || !other.unsigned()),
                    value -> isNumber(value) && isIn(other, new BigInteger(value)));
        }
        return to instanceof LogicalType.Text text ? TextFit.upTo(from.precision() + 2L, text) : Fit.REFUSED;
    }

    private static boolean isIn(LogicalType.Int type, BigInteger value) {
        int bits = type.bytes() * Byte.SIZE;
        return type.unsigned() ? value.signum() >= 0 && value.bitLength() <= bits : value.bitLength() < bits;
    }

    private static boolean isIn(LogicalType.Decimal type, String value) {
        boolean sign = !type.unsigned() || !value.startsWith("-");
        return isNumber(value)
                && sign
                && wholeDigits(value) <= type.precision() - type.scale()
                && fractionDigits(value) <= type.scale();
    }

    /** Not NaN, not infinite. */
    private static boolean isNumber(String value) {
        return Character.isDigit(value.charAt(value.length() - 1));
    }

    private static int wholeDigits(String value) {
        int point = value.indexOf('.');
        String whole = value.substring(value.startsWith("-") ? 1 : 0, point < 0 ? value.length() : point);
        return whole.replaceFirst("^0+", "").length();
    }

    /** Of the largest value. */
    private static int digits(LogicalType.Int type) {
        return switch (type.bytes()) {
            case 1 -> 3;
            case 2 -> 5;
            case 3 -> 8;
            case 4 -> 10;
            default -> 20;
        };
    }

    /** How many digits behind the point count. */
    static int fractionDigits(String value) {
        int point = value.indexOf('.');
        int last = 0;
        for (int i = point + 1; point >= 0 && i < value.length() && Character.isDigit(value.charAt(i)); i++) {
            last = value.charAt(i) == '0' ? last : i - point;
        }
        return last;
    }
}
