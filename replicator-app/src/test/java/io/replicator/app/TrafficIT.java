package io.replicator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.replicator.testkit.DatabaseServer;
import io.replicator.testkit.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TrafficIT {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void fillsOnceAndThenWrites() throws Exception {
        try (DatabaseServer mysql = Servers.mysql()) {
            mysql.createDatabase("travel");
            assertThat(traffic(mysql, "--rows", "500", "--fill-only")).isZero();
            assertThat(rows(mysql)).isEqualTo(500);
            assertThat(traffic(mysql, "--rows", "9000", "--fill-only")).isZero();
            assertThat(rows(mysql)).isEqualTo(500);

            Thread writer = new Thread(() -> traffic(mysql, "--rate", "200"));
            writer.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> rows(mysql) > 520);
            writer.interrupt();
            writer.join();
        }
    }

    @Test
    void passwordFileThatIsMissingIsNamed() {
        assertThat(Main.commandLine(new Assembly(), Clock.systemUTC())
                        .setErr(new PrintWriter(err, true))
                        .execute("traffic", "--url=jdbc:mysql://h/d", "--user=u", "--password-file=/no/such/file"))
                .isEqualTo(2);

        assertThat(err.toString()).startsWith("--password-file: /no/such/file cannot be read");
    }

    private int traffic(DatabaseServer mysql, String... options) {
        try {
            Path password = Files.writeString(folder.resolve("password"), mysql.password() + "\n");
            CommandLine commandLine = Main.commandLine(new Assembly(), Clock.systemUTC());
            String[] arguments = new String[options.length + 4];
            arguments[0] = "traffic";
            arguments[1] = "--url=" + mysql.jdbcUrl("travel");
            arguments[2] = "--user=" + mysql.user();
            arguments[3] = "--password-file=" + password;
            System.arraycopy(options, 0, arguments, 4, options.length);
            return commandLine.execute(arguments);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long rows(DatabaseServer mysql) throws SQLException {
        try (Connection connection = mysql.connect("travel");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT COUNT(*) FROM destinations)"
                        + " + (SELECT COUNT(*) FROM customers) + (SELECT COUNT(*) FROM bookings)"
                        + " + (SELECT COUNT(*) FROM payments)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
