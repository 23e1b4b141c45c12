package io.replicator.dialect.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What SHOW CREATE TABLE prints behind the columns: options on a line, then the partitions. */
public final class StorageOptions {
    private static final Pattern COUNTER = Pattern.compile(" AUTO_INCREMENT=\\d+");

    private static final Pattern PLACE = Pattern.compile(
            " (?:DATA|INDEX) DIRECTORY ?= ?'(?:[^']|'')*'| /\\*!50100 TABLESPACE `[^`]*` \\*/| TABLESPACE = `[^`]*`");

    private StorageOptions() {}

    /** The options without those that stand elsewhere: the next AUTO_INCREMENT and the comment. */
    static String of(String createTable) {
        int end = createTable.lastIndexOf("\n) ");
        if (end < 0) {
            return "";
        }
        String options = createTable.substring(end + 3);
        int partitions = partitionsAt(options);
        String line = options.substring(0, partitions);
        return withoutComment(COUNTER.matcher(line).replaceFirst(""), " COMMENT=") + options.substring(partitions);
    }

    /** @param keyword what stands before the quoted text */
    static String withoutComment(String line, String keyword) {
        int start = line.indexOf(keyword + "'");
        return start < 0
                ? line
                : line.substring(0, start) + line.substring(QuotedText.end(line, start + keyword.length()));
    }

    /** Options without the places on the disk of the source that they name. */
    static String withoutPlaces(String options) {
        return PLACE.matcher(options).replaceAll("");
    }

    /** Whether MariaDB keeps the former versions of rows. @param options as a table has them */
    public static boolean isVersioned(String options) {
        return withoutPartitions(options).contains("WITH SYSTEM VERSIONING");
    }

    static String withoutPartitions(String options) {
        return options.substring(0, partitionsAt(options)).strip();
    }

    static String partitions(String options) {
        return options.substring(partitionsAt(options)).strip();
    }

    private static int partitionsAt(String options) {
        Matcher start = Pattern.compile("\n\\s*(/\\*!\\d+ )?PARTITION BY ").matcher(options);
        return start.find() ? start.start() : options.length();
    }
}
