package io.replicator.app.demo;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the travel agency's database. Any thread. */
@FunctionalInterface
public interface Connector {
    Connection connect() throws SQLException;
}
