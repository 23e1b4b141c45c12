package io.replicator.schema;

import java.util.List;

/**
 * What a column holds, independent of engine. Each type fixes the canonical form of its values, the one text (or byte
 * string) that snapshot, stream and verification share:
 *
 * <table>
 * <caption>Canonical forms</caption>
 * <tr><th>type</th><th>form</th></tr>
 * <tr><td>{@link Int}, {@link Year}</td><td>decimal digits, {@code -} for negative; a year as four digits</td></tr>
 * <tr><td>{@link Decimal}</td><td>digits with the column's scale, no exponent</td></tr>
 * <tr><td>{@link Floating}</td><td>what {@link Float#toString}/{@link Double#toString} print</td></tr>
 * <tr><td>{@link Bool}</td><td>{@code true}, {@code false}</td></tr>
 * <tr><td>{@link Bits}</td><td>exactly as many {@code 0} and {@code 1} as the column is wide</td></tr>
 * <tr><td>{@link Text}, {@link Enumeration}</td><td>the characters</td></tr>
 * <tr><td>{@link LabelSet}</td><td>labels joined by commas, in declared order</td></tr>
 * <tr><td>{@link Binary}</td><td>{@code byte[]}</td></tr>
 * <tr><td>{@link Geometry}</td><td>{@code byte[]}: EWKB, little endian as stored, SRID present if not 0</td></tr>
 * <tr><td>{@link Date}</td><td>{@code yyyy-MM-dd}</td></tr>
 * <tr><td>{@link DateTime}</td><td>{@code yyyy-MM-dd HH:mm:ss[.f]}, as many {@code f} as the column's precision</td></tr>
 * <tr><td>{@link Instant}</td><td>the same in UTC, followed by {@code +00}</td></tr>
 * <tr><td>{@link Time}</td><td>{@code [-]HH:mm:ss[.f]}, hours may exceed 23 for a duration</td></tr>
 * <tr><td>{@link Json}</td><td>a JSON text; equality is that of JSON values</td></tr>
 * <tr><td>{@link Native}</td><td>the text by which its engine reads and prints the value</td></tr>
 * </table>
 *
 * MySQL's zero and partly zero dates keep their text ({@code 0000-00-00}, {@code 2024-00-15}) until a value rule
 * decides about them. PostgreSQL's values have the text that the server prints: fractions of a second without trailing
 * zeros, {@code infinity}, {@code NaN}, and {@code BC} behind years before the first.
 */
public sealed interface LogicalType {

    /** @param bytes storage width: 1, 2, 3, 4 or 8 */
    record Int(int bytes, boolean unsigned) implements LogicalType {}

    record Decimal(int precision, int scale, boolean unsigned) implements LogicalType {}

    /** @param bytes 4 or 8 */
    record Floating(int bytes) implements LogicalType {}

    record Bool() implements LogicalType {}

    record Bits(int width) implements LogicalType {}

    /**
     * @param length limit in characters
     * @param fixed blank-padded (CHAR)
     * @param bounded false for the TEXT family, whose {@code length} is only the engine's upper limit
     */
    record Text(long length, boolean fixed, boolean bounded) implements LogicalType {}

    record Binary(long length, boolean fixed, boolean bounded) implements LogicalType {}

    record Date() implements LogicalType {}

    /** Date and time without zone. @param precision digits of the second's fraction, 0 to 6 */
    record DateTime(int precision) implements LogicalType {}

    /** A point on the time line. */
    record Instant(int precision) implements LogicalType {}

    /** MySQL's TIME, a signed duration up to 838:59:59. */
    record Time(int precision) implements LogicalType {}

    record Year() implements LogicalType {}

    record Json() implements LogicalType {}

    record Enumeration(List<String> labels) implements LogicalType {
        public Enumeration {
            labels = List.copyOf(labels);
        }
    }

    record LabelSet(List<String> labels) implements LogicalType {
        public LabelSet {
            labels = List.copyOf(labels);
        }
    }

    /** @param kind the declared kind in lower case, such as {@code point} or {@code geometry} */
    record Geometry(String kind) implements LogicalType {}

    /** A type that only its own engine has: arrays, ranges, intervals and others of PostgreSQL. */
    record Native() implements LogicalType {}

    /** A type this product cannot carry; the plan refuses the column by its native name. */
    record Unsupported(String nativeType) implements LogicalType {}
}
