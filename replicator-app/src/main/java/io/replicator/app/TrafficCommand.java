package io.replicator.app;

import io.replicator.app.demo.SampleTraffic;
import io.replicator.dialect.Endpoint;
import io.replicator.dialect.mysql.MySqlSource;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code replicator traffic}: something to replicate, for trying out. */
@Command(
        name = "traffic",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a travel agency's bookings into a MySQL database, for trying out; never point it at one you need.",
            "Creates and fills its tables first, unless they are there."
        })
final class TrafficCommand implements Callable<Integer> {
    @Option(names = "--url", required = true, description = "jdbc:mysql://host:3306/database")
    private String url = "";

    @Option(names = "--user", required = true, description = "User to log in as.")
    private String user = "";

    @Option(names = "--password-file", required = true, description = "File with the user's password.")
    private Path passwordFile = Path.of("");

    @Option(names = "--rows", defaultValue = "20000", description = "Rows at the start; ${DEFAULT-VALUE} by default.")
    private long rows;

    @Option(names = "--rate", defaultValue = "50", description = "Row changes per second; ${DEFAULT-VALUE} by default.")
    private int rate;

    @Option(names = "--fill-only", description = "End when the tables are filled.")
    private boolean fillOnly;

    @Override
    public Integer call() {
        Endpoint endpoint = new Endpoint(url, user, this::password, Map.of("rewriteBatchedStatements", "true"));
        MySqlSource mysql = new MySqlSource();
        SampleTraffic traffic = new SampleTraffic(() -> mysql.connect(endpoint));
        try {
            traffic.fill(rows);
            if (!fillOnly) {
                traffic.run(rate);
            }
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (SQLException e) {
            throw new ReplicationException(
                    mysql.classify(e), "Writing to " + endpoint + " failed: " + e.getMessage(), e);
        }
    }

    private String password() {
        try {
            return Files.readString(passwordFile).strip();
        } catch (IOException e) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION, "--password-file: " + passwordFile + " cannot be read", e);
        }
    }
}
