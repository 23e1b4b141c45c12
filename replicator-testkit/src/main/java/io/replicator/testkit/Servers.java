package io.replicator.testkit;

import java.util.Optional;

/**
 * Hands out running servers: embedded ones, or containers where the system property or environment variable
 * {@code REPLICATOR_TEST_SERVERS} is {@code containers}.
 */
public final class Servers {

    static final String CHOICE = "REPLICATOR_TEST_SERVERS";

    private Servers() {}

    public static DatabaseServer mysql() {
        return mysql(ServerOptions.defaults());
    }

    public static DatabaseServer mysql(ServerOptions options) {
        return inContainers() ? ContainerMySql.start(options) : EmbeddedMySql.start(options);
    }

    public static DatabaseServer postgreSql() {
        return postgreSql(ServerOptions.defaults());
    }

    public static DatabaseServer postgreSql(ServerOptions options) {
        return inContainers() ? ContainerPostgreSql.start(options) : EmbeddedPostgreSql.start(options);
    }

    /** Always embedded. */
    public static DatabaseServer mariaDb() {
        return mariaDb(ServerOptions.defaults());
    }

    /** Always embedded. */
    public static DatabaseServer mariaDb(ServerOptions options) {
        return EmbeddedMariaDb.start(options);
    }

    private static boolean inContainers() {
        String choice = Optional.ofNullable(System.getProperty(CHOICE))
                .or(() -> Optional.ofNullable(System.getenv(CHOICE)))
                .orElse("embedded");
        return switch (choice) {
            case "embedded" -> false;
            case "containers" -> true;
            default ->
                throw new TestkitException(CHOICE + " is '" + choice + "', but must be 'embedded' or 'containers'");
        };
    }
}
