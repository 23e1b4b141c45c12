package io.replicator.schema;

import org.jspecify.annotations.Nullable;

/**
 * A column as the source's catalog describes it.
 *
 * @param name as the server spells it
 * @param nativeType the engine's full type text, such as {@code bigint unsigned} or {@code enum('a','b')}
 * @param charset the engine's character set name of a text column, else {@code null}
 * @param collation the engine's collation name of a text column, else {@code null}
 * @param nullable whether NULL is allowed
 * @param defaultValue the default, or {@code null} if there is none
 * @param generated the generation expression, or {@code null} for a stored plain column
 * @param identity AUTO_INCREMENT or identity
 * @param invisible left out of {@code SELECT *}
 * @param onUpdateNow {@code ON UPDATE CURRENT_TIMESTAMP}
 * @param comment empty if there is none
 */
public record Column(
        String name,
        LogicalType type,
        String nativeType,
        @Nullable String charset,
        @Nullable String collation,
        boolean nullable,
        @Nullable DefaultValue defaultValue,
        @Nullable Generated generated,
        boolean identity,
        boolean invisible,
        boolean onUpdateNow,
        String comment) {

    /** @param stored false if it is computed when read */
    public record Generated(String expression, boolean stored) {}

    public Column withDefault(@Nullable DefaultValue value) {
        return new Column(
                name,
                type,
                nativeType,
                charset,
                collation,
                nullable,
                value,
                generated,
                identity,
                invisible,
                onUpdateNow,
                comment);
    }

    public boolean isGenerated() {
        return generated != null;
    }
}
