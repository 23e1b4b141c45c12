package io.replicator.checkpoint;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.DefaultValue;
import io.replicator.schema.LogicalType;
import io.replicator.schema.Table;

/** The stored form of a table's structure. */
final class TableJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .visibility(PropertyAccessor.ALL, Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
            .addMixIn(LogicalType.class, Kind.class)
            .addMixIn(DefaultValue.class, Kind.class)
            .build();

    private TableJson() {}

    /** Names the record that a sealed interface stands for. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS, property = "kind")
    private interface Kind {}

    static String write(Table table) {
        try {
            return JSON.writeValueAsString(table);
        } catch (JsonProcessingException e) {
            throw new ReplicationException(
                    ErrorKind.INTERNAL, "The structure of " + table.id() + " cannot be written as JSON", e);
        }
    }

    static Table read(String json) {
        try {
            return JSON.readValue(json, Table.class);
        } catch (JsonProcessingException e) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION, "A stored table structure is not readable: " + json, e);
        }
    }
}
