package io.replicator.app.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.replicator.app.config.Configuration;
import io.replicator.app.config.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/** The configuration for people: every key that counts, and of no secret more than that there is one. */
public final class ConfigurationJson {
    /** A secret is a supplier, and says of itself that it is hidden. */
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Supplier.class, new ToStringSerializer(Supplier.class))
                    .addSerializer(DatabaseUrl.class, new ToStringSerializer(DatabaseUrl.class))
                    .addSerializer(Duration.class, new ToStringSerializer(Duration.class))
                    .addSerializer(Path.class, new ToStringSerializer(Path.class)))
            .build();

    private ConfigurationJson() {}

    public static JsonNode of(Configuration configuration) {
        ObjectNode document = MAPPER.valueToTree(configuration);
        for (String side : new String[] {"source", "target"}) {
            // Some drivers take key store passwords here.
            ObjectNode properties = (ObjectNode) document.path(side).path("properties");
            properties.fieldNames().forEachRemaining(name -> properties.put(name, "(hidden)"));
        }
        return document;
    }
}
