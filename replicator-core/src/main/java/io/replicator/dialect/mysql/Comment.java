package io.replicator.dialect.mysql;

import io.replicator.typemapping.Fidelity;

/** Comments, which have a limit of length here. */
enum Comment {
    TABLE(" COMMENT=", 2_048),
    COLUMN(" COMMENT ", 1_024),
    INDEX(" COMMENT ", 1_024);

    private final String keyword;
    private final int characters;

    Comment(String keyword, int characters) {
        this.keyword = keyword;
        this.characters = characters;
    }

    /** Empty if there is none, or if it is too long. */
    String ddl(String text, String subject, Differences differences) {
        if (text.codePointCount(0, text.length()) > characters) {
            differences.add(
                    subject, Fidelity.NOT_MIGRATED, "its comment, which is longer than " + characters + " characters");
            return "";
        }
        return text.isEmpty() ? "" : keyword + MySqlLiterals.quoted(text);
    }
}
