package io.replicator.app;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that stands in the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "replicator " + Objects.requireNonNullElse(version, "(development)"),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
