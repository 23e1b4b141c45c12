package io.replicator.typemapping;

import io.replicator.schema.LogicalType;
import io.replicator.typemapping.Conversion.Fit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Whether values that are neither numbers nor become texts fit into a type. */
final class OtherFit {
    /** As servers print it; they also read other spellings, which would then be lost. */
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private OtherFit() {}

    static Fit of(LogicalType from, ChosenType chosen) {
        LogicalType to = chosen.type();
        if (from instanceof LogicalType.Text && to instanceof LogicalType.Native) {
            return new Fit(
                    Fidelity.LOSSY,
                    "as configured; a text that is no UUID in lower case stops the replication",
                    Optional.of(UUID.asMatchPredicate()));
        }
        if (from instanceof LogicalType.Json && to instanceof LogicalType.Json) {
            return Fit.wider("as configured");
        }
        if (from instanceof LogicalType.Binary binary && to instanceof LogicalType.Binary other) {
            return other.fixed() ? Fit.REFUSED : bytes(binary, other);
        }
        return time(from, chosen);
    }

    /** A rule sees texts only; the server refuses bytes that are too many. */
    private static Fit bytes(LogicalType.Binary from, LogicalType.Binary to) {
        return to.length() >= from.length()
                ? Fit.wider("as configured")
                : new Fit(Fidelity.LOSSY, "as configured; a longer value stops the replication", Optional.empty());
    }

    private static Fit time(LogicalType from, ChosenType chosen) {
        LogicalType to = chosen.type();
        if (from instanceof LogicalType.Time time && to instanceof LogicalType.Time other) {
            return precision(time.precision(), other.precision());
        }
        if (from instanceof LogicalType.Instant instant) {
            return to instanceof LogicalType.DateTime other
                    ? noted(precision(instant.precision(), other.precision()), "in UTC and without a zone")
                    : sameKind(instant, chosen);
        }
        if (!(from instanceof LogicalType.DateTime dateTime)) {
            return Fit.REFUSED;
        }
        return to instanceof LogicalType.DateTime other
                ? precision(dateTime.precision(), other.precision())
                : instant(dateTime.precision(), chosen);
    }

    private static Fit sameKind(LogicalType.Instant from, ChosenType chosen) {
        return chosen.type() instanceof LogicalType.Instant other
                ? precision(from.precision(), other.precision())
                : Fit.REFUSED;
    }

    /** MySQL's TIMESTAMP ends in 2038 and refuses what lies behind. */
    private static Fit instant(int precision, ChosenType chosen) {
        if (!(chosen.type() instanceof LogicalType.Instant other)) {
            return Fit.REFUSED;
        }
        Fit fit = noted(precision(precision, other.precision()), "each time is taken as one in UTC");
        return chosen.ddl().startsWith("timestamptz") ? fit : new Fit(Fidelity.LOSSY, fit.note(), fit.holds());
    }

    private static Fit noted(Fit fit, String note) {
        return new Fit(fit.fidelity(), fit.note() + "; " + note, fit.holds());
    }

    private static Fit precision(int from, int to) {
        Predicate<String> holds = value -> NumberFit.fractionDigits(value) <= to;
        return Fit.checked(to >= from, holds);
    }
}
