package io.replicator.capture.debezium.binlog;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Prints a double as MySQL prints it inside JSON: the fewest digits that read back as the same double, without an
 * exponent while the decimal point stays within 15 digits of the first one, and with {@code .0} on whole numbers.
 */
final class JsonNumberText {
    private static final int MOST_DIGITS = 17;
    private static final int FIXED_POINT_LIMIT = 15;

    private JsonNumberText() {}

    static String of(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String magnitude = point > FIXED_POINT_LIMIT || point < 1 - FIXED_POINT_LIMIT
                ? scientific(digits, point - 1)
                : fixed(digits, point);
        return value < 0 ? '-' + magnitude : magnitude;
    }

    /** {@link Double#toString} of JDK 17 sometimes prints a digit too many. */
    private static BigDecimal shortest(double value) {
        BigDecimal best = new BigDecimal(Double.toString(value));
        if (best.precision() < MOST_DIGITS - 1 && value >= Double.MIN_NORMAL) {
            return best;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = MOST_DIGITS; digits > 0; digits--) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() != value) {
                return best;
            }
            best = rounded;
        }
        return best;
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return mantissa + 'e' + exponent;
    }

    private static String fixed(String digits, int point) {
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length()) + ".0";
        }
        return digits.substring(0, point) + '.' + digits.substring(point);
    }
}
