/** What the daemon serves over HTTP: metrics, health and status. Read only. */
@NullMarked
package io.replicator.app.http;

import org.jspecify.annotations.NullMarked;
