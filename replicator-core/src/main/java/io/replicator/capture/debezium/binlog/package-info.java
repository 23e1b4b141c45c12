/** Turns the row images of MySQL's and MariaDB's binlog into canonical values. Knows the binlog client, not Debezium. */
@NullMarked
package io.replicator.capture.debezium.binlog;

import org.jspecify.annotations.NullMarked;
