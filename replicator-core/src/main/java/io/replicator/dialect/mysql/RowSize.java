package io.replicator.dialect.mysql;

import io.replicator.typemapping.ColumnMapping;
import io.replicator.typemapping.TableMapping;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the columns of a table take of the space that a row may have, by the types that they get here. */
record RowSize(TableMapping mapping) {
    /** The server's limit for all columns, of which long texts and binary values take a pointer only. */
    static final int MAXIMUM_BYTES = 65_535;

    private static final int MAXIMUM_COLUMNS = 1_017;
    /** Of half a page of 16 KB, where InnoDB keeps the beginning of a row. */
    private static final int PAGE_BYTES = 8_126;

    private static final int RECORD_HEADER_BYTES = 5;
    private static final int SYSTEM_COLUMNS_BYTES = 13;
    private static final int ROW_ID_BYTES = 6;
    /** At most these bytes of a long value stand in the page, or a pointer to where it stands. */
    private static final int LOCAL_BYTES = 40;

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");
    private static final Pattern SIZED = Pattern.compile("(var)?(char|binary)\\((\\d+)\\).*");

    /** Why the server would not create the table; empty if it would. */
    Optional<String> excess() {
        int columns = mapping.columns().size();
        if (columns > MAXIMUM_COLUMNS) {
            return Optional.of("it has " + columns + " columns, " + MAXIMUM_COLUMNS + " are possible");
        }
        int row = sum(RowSize::bytes);
        if (row > MAXIMUM_BYTES) {
            return Optional.of("its columns may need " + row + " bytes, of which a row has " + MAXIMUM_BYTES);
        }
        int page = sum(RowSize::bytesInPage)
                + RECORD_HEADER_BYTES
                + SYSTEM_COLUMNS_BYTES
                + (mapping.primaryKey().isEmpty() ? ROW_ID_BYTES : 0)
                + (columns + 7) / 8;
        return page < PAGE_BYTES
                ? Optional.empty()
                : Optional.of("the beginnings of its columns need " + page + " bytes, of which a page has less than "
                        + PAGE_BYTES);
    }

    private int sum(ToIntFunction<String> bytes) {
        return mapping.columns().stream()
                .map(ColumnMapping::type)
                .mapToInt(type -> bytes.applyAsInt(type.ddl()))
                .sum();
    }

    /** Bytes of a value at most, a length included. */
    static int bytes(String ddl) {
        Matcher sized = SIZED.matcher(ddl);
        if (sized.matches()) {
            return (sized.group(1) == null ? 0 : 2) + sizeOf(sized);
        }
        return isLong(ddl) ? 12 : fixedBytes(ddl);
    }

    /** Bytes of a value in a key. */
    static int keyBytes(String ddl) {
        Matcher sized = SIZED.matcher(ddl);
        return sized.matches() ? sizeOf(sized) : bytes(ddl);
    }

    private static int sizeOf(Matcher sized) {
        int length = Integer.parseInt(sized.group(3));
        return sized.group(2).equals("char") ? length * KeyLength.BYTES_PER_CHARACTER : length;
    }

    private static int bytesInPage(String ddl) {
        Matcher sized = SIZED.matcher(ddl);
        if (sized.matches()) {
            boolean fixed = sized.group(1) == null && sized.group(2).equals("binary");
            return fixed ? sizeOf(sized) : Math.min(LOCAL_BYTES, sizeOf(sized)) + 1;
        }
        return isLong(ddl) ? LOCAL_BYTES + 1 : fixedBytes(ddl);
    }

    static boolean isLong(String ddl) {
        return ddl.contains("text") || ddl.contains("blob") || ddl.startsWith("json");
    }

    private static int fixedBytes(String ddl) {
        Matcher decimal = DECIMAL.matcher(ddl);
        if (decimal.matches()) {
            int scale = Integer.parseInt(decimal.group(2));
            return digits(Integer.parseInt(decimal.group(1)) - scale) + digits(scale);
        }
        return switch (ddl.replaceFirst("[ (].*", "")) {
            case "tinyint" -> 1;
            case "smallint", "enum" -> 2;
            case "mediumint", "date" -> 3;
            case "int", "float" -> 4;
            case "uuid", "inet6" -> 16;
            default -> 8;
        };
    }

    /** Nine digits stand in four bytes. */
    private static int digits(int count) {
        return count / 9 * 4 + (count % 9 + 1) / 2;
    }
}
