package io.replicator.typemapping;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses numbers inside JSON that a target with 64-bit integers and binary floating point would round, such as
 * {@code 1.23456789012345678901}. Immutable.
 */
public final class JsonNumberRule implements ValueRule {
    /** A string, which is passed over, or a number. */
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)");

    private static final int EXACT_DIGITS = 15;

    private final String where;

    private JsonNumberRule(String where) {
        this.where = where;
    }

    public static JsonNumberRule of(TableId table, Column column) {
        return new JsonNumberRule(table + "." + column.name());
    }

    /** Whether there are more digits in a row than any double keeps, or an exponent. */
    @Override
    public boolean concerns(byte[] utf8) {
        int digits = 0;
        for (byte b : utf8) {
            boolean digit = b >= '0' && b <= '9';
            digits = digit || (b == '.' && digits > 0) ? digits + 1 : 0;
            if (digits > EXACT_DIGITS || b == 'e' || b == 'E') {
                return true;
            }
        }
        return false;
    }

    @Override
    public String apply(String canonical) {
        if (!concerns(canonical.getBytes(StandardCharsets.UTF_8))) {
            return canonical;
        }
        Matcher tokens = TOKEN.matcher(canonical);
        while (tokens.find()) {
            if (tokens.group(1) != null && !isKept(new BigDecimal(tokens.group(1)))) {
                throw new ReplicationException(
                        ErrorKind.VALUE,
                        "Column " + where + " holds a JSON document with a number of more digits than the target's JSON"
                                + " keeps. Exclude the table, or store the number as a string");
            }
        }
        return canonical;
    }

    private static boolean isKept(BigDecimal number) {
        boolean integer = number.stripTrailingZeros().scale() <= 0 && number.scale() <= 0;
        if (integer && number.toBigInteger().bitLength() <= Long.SIZE - 1) {
            return true;
        }
        if (integer && number.signum() > 0 && number.toBigInteger().bitLength() <= Long.SIZE) {
            return true;
        }
        double nearest = number.doubleValue();
        return !Double.isInfinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(number) == 0;
    }
}
