/** The configuration file: its keys, and reading them strictly, with every mistake reported at its place. */
@NullMarked
package io.replicator.app.config;

import org.jspecify.annotations.NullMarked;
