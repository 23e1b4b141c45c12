package io.replicator.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How PostgreSQL runs when this process belongs to root, which it refuses to run as.
 *
 * @param prefix goes before its commands
 * @param another whether these run as another user, who must own the server's directory
 */
record UnprivilegedUser(List<String> prefix, boolean another) {

    private static final String NOBODY = "65534";

    static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    static UnprivilegedUser choose() {
        if (!isRoot()) {
            return new UnprivilegedUser(List.of(), false);
        }
        // In a user namespace of its own the process owns the same files but is not root any more.
        if (works(List.of("unshare", "--user"))) {
            return new UnprivilegedUser(List.of("unshare", "--user"), false);
        }
        List<String> asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (works(asNobody)) {
            return new UnprivilegedUser(asNobody, true);
        }
        throw new TestkitException("PostgreSQL does not run as root, and neither unshare nor setpriv (util-linux) can"
                + " start it as somebody else here. Run this command as a user other than root.");
    }

    /** Gives the server's directory to the user; returns where that user can read the installation. */
    Path handOver(Path installation, Path directory) {
        if (!another) {
            return installation;
        }
        Path copy = directory.resolve("server");
        Directories.copy(installation, copy);
        Command.Result result =
                Command.run(directory, Map.of(), List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()));
        if (!result.succeeded()) {
            throw new TestkitException("cannot give " + directory + " to user nobody: " + result.output());
        }
        return copy;
    }

    private static boolean works(List<String> prefix) {
        if (Command.find(prefix.get(0)).isEmpty()) {
            return false;
        }
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        return Command.run(Path.of("/"), Map.of(), command).succeeded();
    }
}
