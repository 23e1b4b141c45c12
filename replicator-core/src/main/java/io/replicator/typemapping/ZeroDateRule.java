package io.replicator.typemapping;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides about dates that MySQL accepts and no calendar has: year, month or day 0 ({@code 0000-00-00},
 * {@code 2024-00-15}), and days behind the month's end ({@code 2023-02-30}). Immutable.
 */
public final class ZeroDateRule implements ValueRule {
    private static final Pattern DATE_AND_TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[ T](\\d{2}:\\d{2}:\\d{2})(?:\\.(\\d{1,6}))?)?");

    private final String where;
    private final ValuePolicies.Action action;
    private final @Nullable String replacement;

    private ZeroDateRule(String where, ValuePolicies.Action action, @Nullable String replacement) {
        this.where = where;
        this.action = action;
        this.replacement = replacement;
    }

    /** The rule of a column of type DATE, DATETIME or TIMESTAMP. */
    public static ZeroDateRule of(TableId table, Column column, ValuePolicies.Policy policy) {
        String replacement = policy.action() == ValuePolicies.Action.REPLACE
                ? adapted(String.valueOf(policy.replacement()), column.type())
                : null;
        return new ZeroDateRule(table + "." + column.name(), policy.action(), replacement);
    }

    @Override
    public boolean concerns(byte[] utf8) {
        if (utf8.length < 10) {
            return false;
        }
        int year = number(utf8, 0, 4);
        int month = number(utf8, 5, 2);
        int day = number(utf8, 8, 2);
        return year == 0 || month == 0 || day == 0 || (day > 28 && !isInCalendar(year, month, day));
    }

    private static int number(byte[] digits, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            number = number * 10 + digits[i] - '0';
        }
        return number;
    }

    private static boolean isInCalendar(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).getYear() == year;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public @Nullable String apply(String canonical) {
        if (!concerns(canonical.getBytes(java.nio.charset.StandardCharsets.US_ASCII))) {
            return canonical;
        }
        return switch (action) {
            case NULL -> null;
            case REPLACE -> replacement;
            case REFUSE ->
                throw new ReplicationException(
                        ErrorKind.VALUE,
                        "Column " + where
                                + " holds a zero date or a day that no calendar has, which the target cannot store."
                                + " Set values.zero_dates to null, or to a date to write instead");
        };
    }

    @Override
    public boolean yieldsNull() {
        return action == ValuePolicies.Action.NULL;
    }

    /** The configured date in the canonical form of the column's type. */
    private static String adapted(String configured, LogicalType type) {
        Matcher given = DATE_AND_TIME.matcher(configured);
        if (!given.matches() || !isDate(given.group(1))) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION,
                    "values.zero_dates is '" + configured
                            + "'; it must be refuse, null, or a date such as 1970-01-01 or 1970-01-01 00:00:00");
        }
        if (type instanceof LogicalType.DateTime dateTime) {
            return timestamp(given, dateTime.precision());
        }
        return type instanceof LogicalType.Instant instant
                ? timestamp(given, instant.precision()) + "+00"
                : given.group(1);
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String timestamp(Matcher given, int precision) {
        String time = given.group(2) == null ? "00:00:00" : given.group(2);
        String fraction = (given.group(3) == null ? "" : given.group(3)) + "000000";
        return given.group(1) + " " + time + (precision == 0 ? "" : "." + fraction.substring(0, precision));
    }
}
