package io.replicator.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicator.change.SourcePosition;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import java.util.List;
import java.util.TreeMap;

/** The stored form of positions and key bounds. */
final class CheckpointJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CheckpointJson() {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new ReplicationException(ErrorKind.INTERNAL, "A checkpoint value cannot be written as JSON", e);
        }
    }

    static String position(SourcePosition position) {
        return write(position.coordinates());
    }

    static SourcePosition position(String json) {
        return new SourcePosition(read(json, new TypeReference<TreeMap<String, String>>() {}));
    }

    static List<String> key(String json) {
        return read(json, new TypeReference<List<String>>() {});
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new ReplicationException(
                    ErrorKind.CONFIGURATION, "The stored checkpoint is not readable: " + json, e);
        }
    }
}
