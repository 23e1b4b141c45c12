package io.replicator.dialect.postgresql.expression;

/** What an expression is for, which decides how close the translation must be. */
enum Purpose {
    /** The same result for every row: generated columns, constraints, unique keys. */
    VALUE,
    /** An index that only helps to find rows: a similar result will do. */
    SEARCH,
    /** The default of new rows: may depend on time and chance, names no column. */
    DEFAULT
}
