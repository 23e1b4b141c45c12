/**
 * Translates the expressions of MySQL's catalog into PostgreSQL, where the result is known to be the same; everything
 * else is left untranslated rather than guessed.
 */
@NullMarked
package io.replicator.dialect.postgresql.expression;

import org.jspecify.annotations.NullMarked;
