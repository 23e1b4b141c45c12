package io.replicator.pipeline;

import io.replicator.dialect.TargetEngine;
import io.replicator.typemapping.TableMapping;
import java.util.List;

/** What a session writes. @param engine the target's, as it is on its server */
record Streamed(TargetEngine engine, List<TableMapping> mappings) {}
