package io.replicator.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Provides libraries of the system that a server needs and that are not installed. On Debian and its kin they are
 * unpacked from their packages into the cache, which works without root; elsewhere the user is told what to install.
 */
record SharedLibraries(ServerCache cache, Progress progress) {

    /** Which packages may hold a library; the names changed with the 64-bit time of later releases. */
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "libaio.so.1", List.of("libaio1t64", "libaio1"),
            "libnuma.so.1", List.of("libnuma1"),
            "libncurses.so.5", List.of("libncurses5"),
            "libtinfo.so.5", List.of("libtinfo5"),
            "libssl.so.1.1", List.of("libssl1.1"),
            "libcrypt.so.1", List.of("libcrypt1"));

    private static final Pattern MISSING = Pattern.compile("(\\S+) => not found");

    /** The environment in which the program finds all its libraries. */
    Map<String, String> environmentFor(Path program) {
        List<String> folders = new ArrayList<>();
        for (String library : missing(program)) {
            folders.add(cache.entry("library-" + library, folder -> fetch(library, program, folder))
                    .toString());
        }
        return folders.isEmpty() ? Map.of() : Map.of("LD_LIBRARY_PATH", String.join(":", folders));
    }

    private static List<String> missing(Path program) {
        if (Command.find("ldd").isEmpty()) {
            return List.of();
        }
        Command.Result result = Command.run(program.getParent(), Map.of(), List.of("ldd", program.toString()));
        return MISSING.matcher(result.output())
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    private void fetch(String library, Path program, Path folder) throws IOException {
        if (Command.find("apt-get").isEmpty() || Command.find("dpkg-deb").isEmpty()) {
            throw cannot(library, program, "");
        }
        progress.report("fetching the library " + library);
        AptPackages packages = new AptPackages(folder.resolve("apt"));
        for (String name : PACKAGES.getOrDefault(library, List.of())) {
            Optional<Path> unpacked = packages.unpack(name);
            if (unpacked.isPresent() && take(library, unpacked.get(), folder)) {
                Directories.delete(folder.resolve("apt"));
                return;
            }
        }
        throw cannot(library, program, "\napt-get said: " + packages.lastOutput());
    }

    /** Copies the library to the folder; it may carry another name, such as libaio.so.1t64. */
    private static boolean take(String library, Path unpacked, Path folder) throws IOException {
        Pattern name = Pattern.compile(Matcher.quoteReplacement(library).replace(".", "\\.") + "(t64)?");
        try (Stream<Path> files = Files.walk(unpacked)) {
            Optional<Path> found = files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .findFirst();
            if (found.isPresent()) {
                Files.copy(found.get().toRealPath(), folder.resolve(library));
            }
            return found.isPresent();
        }
    }

    private static TestkitException cannot(String library, Path program, String detail) {
        return new TestkitException(program.getFileName() + " needs the library " + library
                + ", which is not installed. Install it: on Debian and Ubuntu the package "
                + String.join(" or ", PACKAGES.getOrDefault(library, List.of("that holds it")))
                + "; on Fedora and Red Hat "
                + library.substring(0, library.indexOf(".so")).replace("libnuma", "numactl-libs")
                + "." + detail);
    }
}
