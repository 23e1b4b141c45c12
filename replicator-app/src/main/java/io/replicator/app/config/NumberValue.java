package io.replicator.app.config;

import org.jspecify.annotations.Nullable;

/** A whole number within bounds, both included. */
record NumberValue(long smallest, long largest) implements ScalarValue<Long> {
    @Override
    public String expected() {
        return "a whole number from " + smallest + " to " + largest;
    }

    @Override
    public @Nullable Long parse(String text) {
        try {
            long number = Long.parseLong(text);
            return number >= smallest && number <= largest ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
