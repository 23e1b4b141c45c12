package io.replicator.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.mysql.MySQLContainer;

/** MySQL 8.0 in a container of the local Docker engine; needs Testcontainers on the class path. */
final class ContainerMySql {

    private static final String IMAGE = "mysql:8.0";
    private static final String PASSWORD = "testkit";
    private static final int PORT = 3306;

    private ContainerMySql() {}

    static DatabaseServer start(ServerOptions options) {
        int port = FreePort.find();
        MySQLContainer container = new MySQLContainer(IMAGE)
                .withUsername("root")
                .withPassword(PASSWORD)
                .withEnv("MYSQL_ROOT_HOST", "%")
                .withEnv("TZ", options.timeZone())
                .withCommand(commandLine(options));
        return ContainerServer.started(Engine.MYSQL, container, "root", PASSWORD, port, PORT);
    }

    private static String[] commandLine(ServerOptions options) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server_id", "1");
        settings.put("gtid_mode", "ON");
        settings.put("enforce_gtid_consistency", "ON");
        settings.put("local_infile", "ON");
        settings.put("max_allowed_packet", "256M");
        if (!options.durable()) {
            settings.put("innodb_flush_log_at_trx_commit", "2");
            settings.put("sync_binlog", "0");
        }
        List<String> command = new ArrayList<>();
        options.over(settings).forEach((name, value) -> command.add("--" + name + "=" + value));
        return command.toArray(String[]::new);
    }
}
