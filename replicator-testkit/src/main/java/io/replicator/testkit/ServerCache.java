package io.replicator.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Directories made once per user and kept: unpacked servers, empty data directories, libraries. An entry appears whole
 * or not at all, also when several processes ask for it at once or one dies in the middle.
 */
record ServerCache(Path directory) {

    /** Fills an empty directory that becomes the entry if it returns. */
    @FunctionalInterface
    interface Filler {
        void fill(Path directory) throws IOException;
    }

    /** {@code REPLICATOR_CACHE}, else {@code ~/.cache/replicator}. */
    static ServerCache ofUser() {
        return new ServerCache(Optional.ofNullable(System.getenv("REPLICATOR_CACHE"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "replicator"))
                .toAbsolutePath());
    }

    Path entry(String name, Filler filler) {
        Path entry = directory.resolve(name);
        if (Files.isDirectory(entry)) {
            return entry;
        }
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = openLock(name);
                    FileLock lock = acquire(channel)) {
                if (lock.isValid() && !Files.isDirectory(entry)) {
                    make(entry, filler);
                }
            }
            return entry;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + entry + " (REPLICATOR_CACHE names another place)", e);
        }
    }

    private void make(Path entry, Filler filler) throws IOException {
        String temporaryPrefix = entry.getFileName() + ".tmp-";
        deleteLeftovers(temporaryPrefix);
        Path temporary = Files.createTempDirectory(directory, temporaryPrefix);
        try {
            filler.fill(temporary);
            Files.move(temporary, entry, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Directories.delete(temporary);
        }
    }

    /** Called under the lock, so that whoever began these is dead. */
    private void deleteLeftovers(String prefix) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, prefix + "*")) {
            leftovers.forEach(Directories::delete);
        }
    }

    private FileChannel openLock(String name) throws IOException {
        return FileChannel.open(directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Waits for other processes and for other threads of this one, which the system's lock does not tell apart. */
    private static FileLock acquire(FileChannel channel) throws IOException {
        while (true) {
            FileLock lock = tryAcquire(channel);
            if (lock != null) {
                return lock;
            }
            Pause.millis(100);
        }
    }

    private static @Nullable FileLock tryAcquire(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThread) {
            return null;
        }
    }
}
