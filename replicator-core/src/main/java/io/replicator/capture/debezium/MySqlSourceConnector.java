package io.replicator.capture.debezium;

import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnector;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;

/** Debezium's connector with our task. Public only because Debezium makes it by class name. */
@SuppressWarnings("unchecked") // of a method that Debezium overrides
public final class MySqlSourceConnector extends MySqlConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return MySqlSourceTask.class;
    }

    /** The task connects at once and says more exactly what is wrong. */
    @Override
    protected void validateConnection(Map<String, ConfigValue> configValues, Configuration config) {}
}
