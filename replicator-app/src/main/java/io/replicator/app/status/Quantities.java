package io.replicator.app.status;

import java.time.Duration;
import java.util.Locale;

/** Numbers with their units, as people read them. */
public final class Quantities {
    private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Quantities() {}

    /** {@code 1,234,567} */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 0.25 s}, {@code 42 s}, {@code 3 min 5 s}, {@code 2 h 10 min} */
    public static String seconds(double seconds) {
        long whole = Math.round(seconds);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.2f s", seconds);
        }
        if (whole < 120) {
            return whole + " s";
        }
        return whole < 7200
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    public static String duration(Duration duration) {
        return seconds(duration.toMillis() / 1000.0);
    }

    /** {@code 512 B}, {@code 3.4 MiB} */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < BYTE_UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, BYTE_UNITS[unit]);
    }

    /** {@code [████████░░░░]} for a share from 0 to 1. */
    public static String bar(double share, int width) {
        int full = (int) Math.round(Math.min(1, Math.max(0, share)) * width);
        return "█".repeat(full) + "░".repeat(width - full);
    }
}
