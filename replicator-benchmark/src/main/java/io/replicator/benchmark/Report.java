package io.replicator.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** Figures of all runs, as a table and as JSON. */
final class Report {
    private static final String LINE = "%-44s %10s %-9s %19s %8s %7s %7s %7s %7s%n";

    private final Settings settings;
    private final Map<String, List<Figure>> figures = new LinkedHashMap<>();

    Report(Settings settings) {
        this.settings = settings;
    }

    void add(List<Figure> run) {
        run.forEach(figure -> figures.computeIfAbsent(figure.name(), name -> new ArrayList<>())
                .add(figure));
    }

    String table() {
        StringBuilder text = new StringBuilder(String.format(
                LINE, "figure", "median", "", "from – to", "of limit", "RSS MB", "CPU s", "source", "target"));
        figures.forEach((name, runs) -> text.append(line(name, runs)));
        return text
                + String.format(
                        "%n%s, median of %d runs; -Xmx%s; sslMode %s; %s rows; %s changes; CPU seconds of the replicator (or limit) and of"
                                + " each server.%n",
                        settings.direction(),
                        settings.runs(),
                        settings.heap(),
                        settings.tls(),
                        settings.rows(),
                        settings.changes());
    }

    private static String line(String name, List<Figure> runs) {
        double[] values = sorted(runs, Figure::value);
        boolean used = runs.get(0).usage() != null;
        return String.format(
                Locale.ROOT,
                LINE,
                name,
                number(median(values)),
                runs.get(0).unit(),
                number(values[0]) + " – " + number(values[values.length - 1]),
                runs.get(0).limit() == null ? "" : String.format(Locale.ROOT, "%.2f", median(ratios(runs))),
                used ? usage(runs, Figure.Usage::replicatorMegabytes) : "",
                used ? usage(runs, Figure.Usage::replicatorSeconds) : "",
                used ? usage(runs, Figure.Usage::sourceSeconds) : "",
                used ? usage(runs, Figure.Usage::targetSeconds) : "");
    }

    private static double[] ratios(List<Figure> runs) {
        return sorted(runs, figure -> figure.value() / Objects.requireNonNull(figure.limit()));
    }

    private static String usage(List<Figure> runs, ToDoubleFunction<Figure.Usage> part) {
        return number(median(sorted(runs, figure -> part.applyAsDouble(Objects.requireNonNull(figure.usage())))));
    }

    private static double[] sorted(List<Figure> runs, ToDoubleFunction<Figure> value) {
        return runs.stream().mapToDouble(value).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    /** Every value with the settings it was measured under. @return the file */
    Path writeJson() throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("direction", settings.direction());
        document.put("rows", settings.rows());
        document.put("changes", settings.changes());
        document.put("heap", settings.heap());
        document.put("tls", settings.tls());
        document.put("jvm_options", settings.jvmOptions());
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("java", System.getProperty("java.version"));
        document.put(
                "figures",
                figures.values().stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(Figure::name))
                        .toList());
        Path file = settings.folder().resolve("figures-" + settings.direction() + ".json");
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), document);
        return Files.exists(file) ? file : settings.folder();
    }
}
