package io.replicator.testkit;

import java.util.List;
import java.util.Map;

/**
 * How the process of an embedded server is started and ended.
 *
 * @param stopSignal ends it cleanly without waiting for its clients
 * @param closeSignal ends it fast when its data is not needed any more
 */
record ServerCommand(List<String> command, Map<String, String> environment, String stopSignal, String closeSignal) {}
