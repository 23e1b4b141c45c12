package io.replicator.capture.debezium;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Shows the engine the position that the target has committed, and takes none from it. Public only because Debezium makes
 * it by class name.
 */
public final class CheckpointOffsetStore implements OffsetBackingStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable CaptureSession session;

    @Override
    public void configure(WorkerConfig config) {
        session = CaptureSession.find(config.originalsStrings().get("name"));
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        Map<ByteBuffer, ByteBuffer> offsets = new HashMap<>();
        keys.forEach(key -> offsets.put(key, offset()));
        return CompletableFuture.completedFuture(offsets);
    }

    private ByteBuffer offset() {
        if (session == null) {
            throw new IllegalStateException("not configured");
        }
        try {
            String json = JSON.writeValueAsString(session.settings().offset(session.acknowledged()));
            return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a position cannot be written as JSON", e);
        }
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        if (callback != null) {
            callback.onCompletion(null, null);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
