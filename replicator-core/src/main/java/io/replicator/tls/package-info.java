/** Certificates and keys in PEM files, as the JDK wants them. */
@NullMarked
package io.replicator.tls;

import org.jspecify.annotations.NullMarked;
