package io.replicator.benchmark;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * A row of the baselines' table {@code orders}, 347 bytes as text on average. Its values follow from its id and its
 * version, so that no row has to be remembered.
 */
record OrderRow(long id, int version) {
    static final List<String> COLUMNS = List.of(
            "id",
            "customer_email",
            "destination",
            "status",
            "price",
            "qty",
            "notes",
            "payload",
            "created_at",
            "updated_at");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final LocalDateTime EPOCH = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final String[] STATUSES = {"pending", "confirmed", "cancelled"};
    private static final String[] PLACES = {"Lisbon", "Kyoto", "Buenos Aires", "Reykjavik", "Marrakesh", "Hanoi", "Oslo"
    };
    private static final String[] WORDS = {
        "late", "arrival", "window", "seat", "vegetarian", "quiet", "room", "sea", "view", "two", "bags", "transfer"
    };

    static String mysqlTable(String name) {
        return """
                CREATE TABLE %s (
                  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  customer_email VARCHAR(120) NOT NULL,
                  destination VARCHAR(80) NOT NULL,
                  status ENUM('pending','confirmed','cancelled') NOT NULL,
                  price DECIMAL(12,2) NOT NULL,
                  qty INT UNSIGNED NOT NULL,
                  notes TEXT,
                  payload JSON,
                  created_at DATETIME(6) NOT NULL,
                  updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
                )""".formatted(name);
    }

    static String postgresTable(String name) {
        return """
                CREATE TABLE %s (
                  id BIGINT NOT NULL PRIMARY KEY,
                  customer_email VARCHAR(120) NOT NULL,
                  destination VARCHAR(80) NOT NULL,
                  status VARCHAR(20) NOT NULL,
                  price NUMERIC(12,2) NOT NULL,
                  qty BIGINT NOT NULL,
                  notes TEXT,
                  payload JSONB,
                  created_at TIMESTAMP(6) NOT NULL,
                  updated_at TIMESTAMPTZ NOT NULL
                )""".formatted(name);
    }

    /** One value per column, or {@code null}; none holds a quote, a backslash or a control character. */
    String[] values() {
        long mix = mixed(id);
        return new String[] {
            Long.toString(id),
            "traveller." + Long.toHexString(mix & 0xFFFFFF) + "." + id + "@example.org",
            PLACES[(int) (mix >>> 8 & 0xFFFF) % PLACES.length] + ", terminal " + (mix >>> 24 & 7),
            STATUSES[Math.floorMod(mix + version, STATUSES.length)],
            price(),
            Integer.toString(1 + Math.floorMod((int) mix + version, 9)),
            id % 10 == 0 ? null : notes(mix),
            payload(mix),
            TIME.format(EPOCH.plusSeconds(id % 40_000_000)) + "." + (100_000 + (mix >>> 20 & 0x7FFFF)),
            TIME.format(EPOCH.plusSeconds(version))
        };
    }

    private String price() {
        return (50 + Math.floorMod(id * 31 + version * 7L, 9_000)) + "." + (10 + version % 90);
    }

    private static String notes(long mix) {
        StringBuilder text = new StringBuilder(112);
        for (long rest = mix; text.length() < 98; rest = Long.rotateRight(rest, 5)) {
            text.append(WORDS[(int) ((rest & 0xFF) % WORDS.length)]).append(' ');
        }
        return text.append('.').toString();
    }

    private static String payload(long mix) {
        return "{\"adults\": " + (1 + (mix & 3)) + ", \"agent\": \"web-" + (mix >>> 4 & 63) + "\", \"flight\": \"GT"
                + (1000 + (mix >>> 12 & 0x1FFF)) + "\", \"seats\": [\"" + (mix >>> 30 & 31) + "A\", \""
                + (mix >>> 36 & 31) + "B\"], \"total\": " + (100 + (mix >>> 40 & 1023)) + ".25, \"insured\": "
                + ((mix & 8) == 0) + ", \"tier\": null}";
    }

    private static long mixed(long id) {
        long mix = (id + 1) * 0x9E3779B97F4A7C15L;
        mix = (mix ^ (mix >>> 30)) * 0xBF58476D1CE4E5B9L;
        return mix ^ (mix >>> 27);
    }
}
