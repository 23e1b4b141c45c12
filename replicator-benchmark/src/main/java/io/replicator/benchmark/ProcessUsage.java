package io.replicator.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and its children have used, by Linux's {@code /proc}. */
record ProcessUsage(ProcessHandle process) {
    private static final double TICKS_PER_SECOND = 100;

    /** A server that this process has started. @param program for example {@code mysqld} */
    static ProcessUsage ofServer(String program) {
        return ProcessHandle.current()
                .children()
                .filter(child -> stat(child).contains("(" + program + ")"))
                .findFirst()
                .map(ProcessUsage::new)
                .orElseThrow(() -> new IllegalStateException("no " + program + " among the children of this process"));
    }

    static ProcessUsage ofThis() {
        return new ProcessUsage(ProcessHandle.current());
    }

    /** Of the process and those children that have ended or live. */
    double treeSeconds() {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(member -> seconds(member, 4))
                .sum();
    }

    /** Of the process alone. */
    double ownSeconds() {
        return seconds(process, 2);
    }

    /** @param count 2: user and system time; 4: also those of children that were waited for */
    private static double seconds(ProcessHandle handle, int count) {
        String stat = stat(handle);
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        double ticks = 0;
        for (int i = 0; i < count; i++) {
            ticks += Long.parseLong(fields[11 + i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static String stat(ProcessHandle handle) {
        try {
            return Files.readString(file(handle, "stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** The largest resident set so far. */
    long peakMegabytes() {
        return megabytes("VmHWM:");
    }

    /** The resident set. */
    long megabytes() {
        return megabytes("VmRSS:");
    }

    private long megabytes(String name) {
        try (Stream<String> lines = Files.lines(file(process, "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("the memory of process " + process.pid() + " cannot be read", e);
        }
    }

    private static Path file(ProcessHandle handle, String name) {
        return Path.of("/proc", Long.toString(handle.pid()), name);
    }
}
