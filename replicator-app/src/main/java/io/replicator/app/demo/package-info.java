/** {@code replicator demo}: real servers, live traffic, the real daemon, a crash, and a comparison at the end. */
@NullMarked
package io.replicator.app.demo;

import org.jspecify.annotations.NullMarked;
