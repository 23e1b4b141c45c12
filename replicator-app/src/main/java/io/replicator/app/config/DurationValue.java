package io.replicator.app.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A positive length of time with its unit. */
record DurationValue() implements ScalarValue<Duration> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h|d)");

    @Override
    public String expected() {
        return "a duration such as 500ms, 30s, 5m, 2h or 7d";
    }

    @Override
    public @Nullable Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? duration(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
    }

    private static Duration duration(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
