package io.replicator.app.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL and what it names.
 *
 * @param text the URL as configured; holds neither user nor password
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 */
public record DatabaseUrl(String text, Engine engine, String host, int port, String database) {
    /** The engines that can be named in a URL. */
    public enum Engine {
        MYSQL(3306),
        MARIADB(3306),
        POSTGRESQL(5432);

        private final int defaultPort;

        Engine(int defaultPort) {
            this.defaultPort = defaultPort;
        }
    }

    private static final Pattern CREDENTIALS =
            Pattern.compile("^[^?]*@|[?&;(,](user|\\w*passw(or)?d\\w*)=", Pattern.CASE_INSENSITIVE);

    private static final Pattern FORM = Pattern.compile("jdbc:(?<engine>mysql|mariadb|postgresql)://"
            + "(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?"
            + "/(?<database>[^/?#\\s]+)(\\?\\S*)?");

    static boolean holdsCredentials(String text) {
        return CREDENTIALS.matcher(text).find();
    }

    static @Nullable DatabaseUrl parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Engine engine = Engine.valueOf(matcher.group("engine").toUpperCase(Locale.ROOT));
        int port = matcher.group("port") == null ? engine.defaultPort : Integer.parseInt(matcher.group("port"));
        return port < 1 || port > 65535
                ? null
                : new DatabaseUrl(text, engine, matcher.group("host"), port, matcher.group("database"));
    }

    /** Whether both lead to one database, going by their text. */
    boolean samePlaceAs(DatabaseUrl other) {
        return host.equalsIgnoreCase(other.host) && port == other.port && database.equals(other.database);
    }

    @Override
    public String toString() {
        return text;
    }
}
