package io.replicator.typemapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses numbers inside JSON that a target with 64-bit integers and binary floating point would round, such as
 * {@code 1.23456789012345678901}, and, where the source keeps JSON as text, repeated keys of one object. Immutable.
 */
public final class JsonNumberRule implements ValueRule {
    /** A string, which is passed over, or a number. */
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)");

    private static final int EXACT_DIGITS = 15;

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String where;
    private final boolean text;

    private JsonNumberRule(String where, boolean text) {
        this.where = where;
        this.text = text;
    }

    public static JsonNumberRule of(TableId table, Column column) {
        return new JsonNumberRule(table + "." + column.name(), false);
    }

    /** The rule of a column that keeps JSON as it was written. */
    public static JsonNumberRule ofText(TableId table, Column column) {
        return new JsonNumberRule(table + "." + column.name(), true);
    }

    /** Whether there are more digits in a row than any double keeps, or an exponent, or perhaps a key twice. */
    @Override
    public boolean concerns(byte[] utf8) {
        return text || hasLongNumber(utf8);
    }

    private static boolean hasLongNumber(byte[] utf8) {
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
                throw refusal("a number of more digits than the target's JSON keeps. Exclude the table, or store the"
                        + " number as a string");
            }
        }
        if (text && repeatsKey(canonical)) {
            throw refusal("a key twice in one object, of which the target's JSON keeps one. Change it at the source, or"
                    + " exclude the table");
        }
        return canonical;
    }

    private ReplicationException refusal(String what) {
        return new ReplicationException(ErrorKind.VALUE, "Column " + where + " holds a JSON document with " + what);
    }

    /** What is no JSON to this parser is the target's to judge. */
    private static boolean repeatsKey(String json) {
        try (JsonParser parser = STRICT.createParser(json)) {
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
            return false;
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage().startsWith("Duplicate field");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
