package io.replicator.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks zip files, and tar files with xz inside of zip files. */
final class Unpacking {

    private Unpacking() {}

    /** Writes the wanted files of the archive into the directory; programs become executable. */
    static void unpack(Path archive, String prefix, Predicate<String> wanted, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".txz")) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        unpackTar(content, prefix, wanted, directory);
                    }
                } else if (isWanted(entry.getName(), entry.isDirectory(), prefix, wanted)) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        write(content, target(directory, entry.getName(), prefix));
                    }
                }
            }
        }
    }

    private static void unpackTar(InputStream content, String prefix, Predicate<String> wanted, Path directory)
            throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(content))) {
            TarArchiveEntry entry = tar.getNextEntry();
            for (; entry != null; entry = tar.getNextEntry()) {
                if (!isWanted(entry.getName(), entry.isDirectory(), prefix, wanted)) {
                    continue;
                }
                Path target = target(directory, entry.getName(), prefix);
                if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    write(tar, target);
                }
            }
        }
    }

    private static boolean isWanted(String name, boolean folder, String prefix, Predicate<String> wanted) {
        String path = withoutDot(name);
        return !folder && path.startsWith(prefix) && wanted.test(path.substring(prefix.length()));
    }

    private static Path target(Path directory, String name, String prefix) throws IOException {
        Path target =
                directory.resolve(withoutDot(name).substring(prefix.length())).normalize();
        if (!target.startsWith(directory)) {
            throw new IOException("the archive has a file outside of its folder: " + name);
        }
        return target;
    }

    private static String withoutDot(String name) {
        return name.startsWith("./") ? name.substring(2) : name;
    }

    private static void write(InputStream content, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Files.copy(content, target);
        String folder = target.getParent().getFileName().toString();
        if (folder.equals("bin") || folder.equals("scripts")) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
