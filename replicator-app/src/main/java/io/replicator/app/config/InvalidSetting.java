package io.replicator.app.config;

/** Thrown by a settings record whose values do not fit together; becomes a {@link Mistake} at the key's place. */
final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    /** @param key name of the key within its section */
    InvalidSetting(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
