package io.replicator.app.config;

import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.plan.ColumnGlobs;
import io.replicator.pipeline.plan.PlanChoices;
import io.replicator.pipeline.plan.TableRenames;
import io.replicator.pipeline.plan.TypeOverrides;
import io.replicator.typemapping.ValuePolicies;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** A pipeline as its configuration file describes it. Holds no secret, only where to find each. */
public record Configuration(
        String name,
        SourceSettings source,
        TargetSettings target,
        TableSettings tables,
        TypeOverrides types,
        SnapshotSettings snapshot,
        ValuePolicies values,
        DdlPolicies ddl,
        CheckpointSettings checkpoint,
        ApplySettings apply,
        RetrySettings retry,
        HttpSettings http) {
    static final Key<String> NAME = Key.required(
            "name",
            TextValue.of("[a-z][a-z0-9_]{0,39}", "1 to 40 of a-z, 0-9 and _, a letter first"),
            "Names the checkpoint, the replication slot and the metrics. Two pipelines must not share it.");
    static final Key<SourceSettings> SOURCE = section("source", SourceSettings.SECTION);
    static final Key<TargetSettings> TARGET = section("target", TargetSettings.SECTION);
    static final Key<TableSettings> TABLES = section("tables", TableSettings.SECTION);
    static final Key<TypeOverrides> TYPES = section("types", TypeSettings.SECTION);
    static final Key<SnapshotSettings> SNAPSHOT = section("snapshot", SnapshotSettings.SECTION);
    static final Key<ValuePolicies> VALUES = section("values", ValueSettings.SECTION);
    static final Key<DdlPolicies> DDL = section("ddl", DdlSettings.SECTION);
    static final Key<CheckpointSettings> CHECKPOINT = section("checkpoint", CheckpointSettings.SECTION);
    static final Key<ApplySettings> APPLY = section("apply", ApplySettings.SECTION);
    static final Key<RetrySettings> RETRY = section("retry", RetrySettings.SECTION);
    static final Key<HttpSettings> HTTP = section("http", HttpSettings.SECTION);
    static final Section<Configuration> SECTION = new Section<>(
            "A pipeline.",
            List.of(NAME, SOURCE, TARGET, TABLES, TYPES, SNAPSHOT, VALUES, DDL, CHECKPOINT, APPLY, RETRY, HTTP),
            Configuration::new);

    public Configuration {
        if (source.url().samePlaceAs(target.url())) {
            throw new InvalidSetting("target", "is the same database as source; expected another one");
        }
    }

    private Configuration(Given given) {
        this(
                given.get(NAME),
                given.get(SOURCE),
                given.get(TARGET),
                given.get(TABLES),
                given.get(TYPES),
                given.get(SNAPSHOT),
                given.get(VALUES),
                given.get(DDL),
                given.get(CHECKPOINT),
                given.get(APPLY),
                given.get(RETRY),
                given.get(HTTP));
    }

    private static <T> Key<T> section(String name, Section<T> section) {
        return Key.required(name, section, section.meaning());
    }

    /** What the target gets other than it is at the source. */
    public PlanChoices choices() {
        return new PlanChoices(new ColumnGlobs(tables.excludeColumns()), new TableRenames(tables.rename()), types);
    }

    /** The id to read a binlog with: the configured one, else one that stays the same for this name. */
    public long serverId() {
        return source.serverId().orElseGet(() -> {
            CRC32 checksum = new CRC32();
            checksum.update(name.getBytes(StandardCharsets.UTF_8));
            // Far from the small numbers that administrators give to their servers.
            return 0x4000_0000L | (checksum.getValue() & 0x3fff_ffffL);
        });
    }
}
