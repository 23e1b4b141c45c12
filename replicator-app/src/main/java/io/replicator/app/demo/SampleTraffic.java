package io.replicator.app.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo's travel agency in a MySQL database that somebody else runs: its tables, its first rows, its traffic. */
public final class SampleTraffic {
    private static final Logger LOG = LoggerFactory.getLogger(SampleTraffic.class);

    private final Connector database;

    public SampleTraffic(Connector database) {
        this.database = database;
    }

    /** Creates and fills the tables, unless they are there. */
    public void fill(long rows) throws SQLException, InterruptedException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            if (BookingSchema.exists(connection)) {
                LOG.info("The sample tables are there");
                return;
            }
            BookingSchema.create(statement);
        }
        BookingCounts counts = BookingCounts.of(rows);
        new BookingFill(database, counts).run();
        LOG.info("{} rows in 4 sample tables", counts.total());
    }

    /** Writes until the process ends or the database fails. @param rate row changes per second */
    public void run(int rate) throws SQLException, InterruptedException {
        BookingCounts counts;
        try (Connection connection = database.connect()) {
            counts = BookingCounts.in(connection);
        }
        LOG.info("Writing {} row changes per second", rate);
        try (Traffic traffic = Traffic.start(database, counts, rate)) {
            traffic.await();
        }
        throw DemoFailure.because("The traffic ended: the database refused it");
    }
}
