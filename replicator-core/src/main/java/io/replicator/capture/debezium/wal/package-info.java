/** PostgreSQL's changes as its plugin pgoutput sends them: messages, and rows in canonical form. */
@NullMarked
package io.replicator.capture.debezium.wal;

import org.jspecify.annotations.NullMarked;
