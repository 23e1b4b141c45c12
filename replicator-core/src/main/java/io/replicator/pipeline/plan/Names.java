package io.replicator.pipeline.plan;

import java.util.Locale;

/** How the target's tables and columns are called. */
public enum Names {
    /** As at the source. */
    PRESERVE,
    /** {@code OrderItem} becomes {@code orderitem}. */
    LOWERCASE,
    /** {@code OrderItem} becomes {@code order_item}, {@code HTTPCode2} becomes {@code http_code2}. */
    SNAKE_CASE;

    public String apply(String name) {
        return switch (this) {
            case PRESERVE -> name;
            case LOWERCASE -> name.toLowerCase(Locale.ROOT);
            case SNAKE_CASE ->
                name.replaceAll("([\\p{Ll}\\d])(\\p{Lu})", "$1_$2")
                        .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1_$2")
                        .replaceAll("[\\s-]+", "_")
                        .toLowerCase(Locale.ROOT);
        };
    }
}
