/** The vocabulary of replication: tables, rows, change events, source positions. Knows neither JDBC nor Debezium. */
@NullMarked
package io.replicator.change;

import org.jspecify.annotations.NullMarked;
