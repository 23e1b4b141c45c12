package io.replicator.app.config;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replaces references to environment variables and files in scalars; a doubled dollar stands for a literal one. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("(?<literal>\\$\\$\\{)|\\$\\{(?<body>[^}]*)(?<end>}?)");

    private final Function<String, @Nullable String> environment;

    References(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    static boolean isReference(String raw) {
        return raw.contains("${");
    }

    /** @throws Unresolved if a reference leads nowhere; its message never shows a value */
    String resolve(String raw, Reading reading) {
        return REFERENCE.matcher(raw).replaceAll(match -> Matcher.quoteReplacement(replacement(match, reading)));
    }

    private String replacement(MatchResult match, Reading reading) {
        if (match.group(1) != null) {
            return "${";
        }
        String body = match.group(2);
        if (body.startsWith("env:") && !match.group(3).isEmpty()) {
            return variable(body.substring("env:".length()));
        }
        if (body.startsWith("file:") && !match.group(3).isEmpty()) {
            return content(reading.resolve(body.substring("file:".length())));
        }
        // Not shown: it may be a password that happens to hold these characters.
        throw new Unresolved("found an unknown reference after '${'; expected ${env:NAME} or ${file:/path},"
                + " and $${ for a literal ${");
    }

    private String variable(String name) {
        String value = environment.apply(name);
        if (value == null) {
            throw new Unresolved("the environment variable " + name + " is not set");
        }
        return value;
    }

    /** The file's text without the newline at its end. */
    private static String content(Path file) {
        try {
            return Files.readString(file).replaceFirst("\r?\n\\z", "");
        } catch (NoSuchFileException e) {
            throw new Unresolved("the file " + file + " does not exist");
        } catch (AccessDeniedException e) {
            throw new Unresolved("the file " + file + " may not be read by this user");
        } catch (IOException e) {
            throw new Unresolved("the file " + file + " cannot be read as UTF-8 text");
        }
    }

    /** A reference that leads nowhere. */
    static final class Unresolved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unresolved(String message) {
            super(message);
        }
    }
}
