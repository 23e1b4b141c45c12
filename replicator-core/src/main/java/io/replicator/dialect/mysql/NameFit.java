package io.replicator.dialect.mysql;

import java.util.Optional;

/** What the server asks of a name. */
final class NameFit {
    private static final int CHARACTERS = 64;

    private NameFit() {}

    /** What is wrong with it; empty if nothing is. */
    static Optional<String> problem(Product product, String name) {
        if (name.codePointCount(0, name.length()) > CHARACTERS) {
            return Optional.of("is longer than the " + CHARACTERS + " characters of " + product.title());
        }
        if (name.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
            return Optional.of("has a character that names in " + product.title() + " cannot have");
        }
        return name.endsWith(" ")
                ? Optional.of("ends with a blank, which " + product.title() + " does not allow")
                : Optional.empty();
    }
}
