package io.replicator.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Finds out whether a connection failed for its encryption, and says how in words that every driver has others for. */
public final class TlsFailure {
    /** Of PostgreSQL's driver, of MySQL's, and of the JDK. */
    private static final List<String> HOST_NAME_DIFFERS =
            List.of("could not be verified by hostnameverifier", "identity verification failed", "subject alternative");

    private TlsFailure() {}

    /** Why the server is not trusted or cannot be, or empty if that is not what failed. */
    public static Optional<String> explain(Throwable failure) {
        String text = chain(failure).toLowerCase(Locale.ROOT);
        if (HOST_NAME_DIFFERS.stream().anyMatch(text::contains)) {
            return Optional.of("its certificate was not issued for this host name (tls.mode verify_full)");
        }
        if (text.contains("does not support ssl") || text.contains("not provided by server")) {
            return Optional.of("it does not offer encryption, which tls.mode asks for");
        }
        if (isUntrusted(failure)) {
            return Optional.of("its certificate is not of an authority in tls.ca, or is no longer valid");
        }
        return holds(failure, SSLException.class)
                ? Optional.of(
                        "encryption could not be agreed on: " + last(failure).getMessage())
                : Optional.empty();
    }

    private static boolean isUntrusted(Throwable failure) {
        return holds(failure, CertPathBuilderException.class)
                || holds(failure, CertPathValidatorException.class)
                || holds(failure, CertificateException.class);
    }

    private static boolean holds(Throwable failure, Class<?> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Throwable last(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    private static String chain(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause.getMessage()).append('\n');
        }
        return text.toString();
    }
}
