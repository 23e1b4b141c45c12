package io.replicator.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.pipeline.TableSelection;
import io.replicator.pipeline.ddl.ChangeKind;
import io.replicator.pipeline.ddl.DdlPolicies;
import io.replicator.pipeline.plan.ColumnGlobs;
import io.replicator.pipeline.plan.Names;
import io.replicator.pipeline.plan.PlanChoices;
import io.replicator.pipeline.plan.TableRenames;
import io.replicator.pipeline.plan.TypeOverrides;
import io.replicator.typemapping.ValuePolicies;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigurationFileTest {
    private static final String REQUIRED = """
            name: globetrotter
            source: {url: 'jdbc:mysql://mysql/globetrotter', user: reader, password: '${env:SOURCE}'}
            target: {url: 'jdbc:postgresql://pg:5433/globetrotter', user: writer, password: '${env:TARGET}'}
            """;

    private final Map<String, String> environment = new HashMap<>(Map.of("SOURCE", "s3cret", "TARGET", "t0psecret"));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("replicator.yml");
    }

    @Test
    void whatIsNotGivenTakesItsDefault() {
        Configuration configuration = read(REQUIRED);

        assertThat(configuration.source().url().port()).isEqualTo(3306);
        assertThat(configuration.source().properties()).isEmpty();
        assertThat(configuration.target().url().port()).isEqualTo(5433);
        assertThat(configuration.target().schema()).isEqualTo("public");
        assertThat(configuration.target().names()).isEqualTo(Names.PRESERVE);
        assertThat(configuration.tables().selection().test(new TableId("globetrotter", "any")))
                .isTrue();
        assertThat(configuration.snapshot())
                .isEqualTo(new SnapshotSettings(SnapshotSettings.Mode.INITIAL, 4, Optional.empty()));
        assertThat(configuration.values()).isEqualTo(ValuePolicies.REFUSE);
        assertThat(configuration.ddl()).isEqualTo(DdlPolicies.DEFAULT);
        assertThat(configuration.checkpoint())
                .isEqualTo(new CheckpointSettings(CheckpointSettings.Store.TABLE, Optional.empty()));
        assertThat(configuration.apply()).isEqualTo(new ApplySettings(10_000));
        assertThat(configuration.retry())
                .isEqualTo(new RetrySettings(Duration.ofSeconds(1), Duration.ofMinutes(1), Optional.empty()));
        assertThat(configuration.http()).isEqualTo(new HttpSettings("127.0.0.1", 8080));
    }

    @Test
    void everyKeyIsRead() {
        Configuration configuration = read("""
                name: travel_2
                source:
                  url: jdbc:mariadb://[::1]:3307/travel?sslMode=trust
                  user: reader
                  password: ${env:SOURCE}
                  properties: {connectTimeout: 5000}
                  server_id: 4711
                target:
                  url: jdbc:postgresql://pg_1/${env:DATABASE}
                  user: writer
                  password: pa$${ss
                  properties: {sslmode: verify-full}
                  schema: booking
                  names: snake_case
                tables:
                  include: ["booking*", "archive.customer?"]
                  exclude: [bookings_old]
                snapshot: {mode: initial, readers: 8, chunk_rows: 5000}
                values:
                  zero_dates: {replace: 1970-01-01}
                  nul_characters: {replace: ''}
                ddl: {drop_column: apply, add_column: stop}
                checkpoint: {store: file, path: state/travel.checkpoint}
                apply: {batch_rows: 500}
                retry: {initial: 250ms, max: 2m, give_up_after: 1h}
                http: {host: 0.0.0.0, port: 0}
                """);

        assertThat(configuration.name()).isEqualTo("travel_2");
        assertThat(configuration.source().url().engine()).isEqualTo(DatabaseUrl.Engine.MARIADB);
        assertThat(configuration.source().url().host()).isEqualTo("[::1]");
        assertThat(configuration.source().properties()).containsExactly(Map.entry("connectTimeout", "5000"));
        assertThat(configuration.source().endpoint().password().get()).isEqualTo("s3cret");
        assertThat(configuration.serverId()).isEqualTo(4711);
        assertThat(configuration.target().url().database()).isEqualTo("from_environment");
        assertThat(configuration.target().password().get()).isEqualTo("pa${ss");
        assertThat(configuration.target().schema()).isEqualTo("booking");
        assertThat(configuration.target().names()).isEqualTo(Names.SNAKE_CASE);
        assertThat(configuration.snapshot())
                .isEqualTo(new SnapshotSettings(SnapshotSettings.Mode.INITIAL, 8, Optional.of(5000L)));
        assertThat(configuration.values().zeroDates()).isEqualTo(new Policy(Action.REPLACE, "1970-01-01"));
        assertThat(configuration.values().nulCharacters()).isEqualTo(new Policy(Action.REPLACE, ""));
        assertThat(configuration.ddl())
                .isEqualTo(DdlPolicies.DEFAULT
                        .with(ChangeKind.DROP_COLUMN, DdlPolicies.Action.APPLY)
                        .with(ChangeKind.ADD_COLUMN, DdlPolicies.Action.STOP));
        assertThat(configuration.checkpoint().path()).contains(folder.resolve("state/travel.checkpoint"));
        assertThat(configuration.apply().batchRows()).isEqualTo(500);
        assertThat(configuration.retry())
                .isEqualTo(new RetrySettings(
                        Duration.ofMillis(250), Duration.ofMinutes(2), Optional.of(Duration.ofHours(1))));
        assertThat(configuration.http().isOn()).isFalse();
    }

    @Test
    void globsSelectByTableOrByDatabaseAndTable() {
        TableSelection tables = read(REQUIRED + "tables: {include: ['booking*', 'archive.c?'], exclude: ['*_old']}")
                .tables()
                .selection();

        assertThat(tables.test(new TableId("travel", "bookings"))).isTrue();
        assertThat(tables.test(new TableId("archive", "c1"))).isTrue();
        assertThat(tables.test(new TableId("travel", "c1"))).isFalse();
        assertThat(tables.test(new TableId("travel", "bookings_old"))).isFalse();
        assertThat(tables.test(new TableId("travel", "Bookings"))).isFalse();
    }

    @Test
    void columnsNamesAndTypesAreChosen() {
        Configuration configuration = read(REQUIRED + """
                tables:
                  exclude_columns: ["users.password_*", "travel.log.text"]
                  rename: {orders: customer_orders, "shop.*": "archive.*", shop.a: b.c}
                types:
                  columns: {"orders.paid": boolean, "*.at": timestamp(3) with time zone}
                  from: {tinyint(1): smallint, "decimal(*)": "numeric(20,2)"}
                """);

        assertThat(configuration.choices())
                .isEqualTo(new PlanChoices(
                        new ColumnGlobs(List.of("users.password_*", "travel.log.text")),
                        new TableRenames(Map.of("orders", "customer_orders", "shop.*", "archive.*", "shop.a", "b.c")),
                        new TypeOverrides(
                                Map.of("orders.paid", "boolean", "*.at", "timestamp(3) with time zone"),
                                Map.of("tinyint(1)", "smallint", "decimal(*)", "numeric(20,2)"))));
        assertThat(read(REQUIRED).choices()).isEqualTo(PlanChoices.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tables: {exclude_columns: [password]} | tables.exclude_columns: found 'password'",
                "tables: {rename: {a.b.c: d}} | tables.rename.a.b.c: 'a.b.c' is no name",
                "tables: {rename: {'a.*': b}} | tables.rename: 'a.*' cannot become 'b'",
                "tables: {rename: {'a*': 'b*'}} | tables.rename: 'a*' cannot become 'b*'",
                "types: {columns: {paid: boolean}} | types.columns.paid: 'paid' is no name",
                "types: {columns: {a.b: 'int; DROP TABLE a'}} | types.columns.a.b: found 'int; DROP TABLE a'",
                "types: {to: {}} | types.to: unknown key"
            })
    void mistakenChoicesAreRefused(String text, String mistake) {
        assertThat(refusal(REQUIRED + text)).contains(mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"null\"", "null", "~"})
    void zeroDatesBecomeNullWithAndWithoutQuotes(String written) {
        assertThat(read(REQUIRED + "values: {zero_dates: " + written + "}")
                        .values()
                        .zeroDates())
                .isEqualTo(Policy.NULL);
    }

    @Test
    void allMistakesAreReportedAtOnceEachAtItsPlace() {
        String message = refusal("""
                name: Globe-Trotter
                source:
                  url: jdbc:oracle:thin:host
                  user: reader
                  pasword: s3cret
                target:
                  url: jdbc:postgresql://pg/globetrotter?password=t0psecret
                  user:
                  password: ${env:NOT_SET}
                  names: camelCase
                tables: {include: bookings}
                snapshot: {readers: many, readers: 65}
                values: {zero_dates: skip, nul_characters: {with: ''}}
                checkpoint: {store: file}
                retry: {initial: 2m, max: 90}
                http: [8080]
                htpp: {}
                """);

        assertThat(message.replace(folder + "/", "")).isEqualTo("""
                        replicator.yml has 18 mistakes:
                          replicator.yml:1:7: name: found 'Globe-Trotter'; expected 1 to 40 of a-z, 0-9 and _, a letter first
                          replicator.yml:3:3: source.password: missing; expected a password, best as ${env:NAME} or ${file:/path}
                          replicator.yml:3:8: source.url: found 'jdbc:oracle:thin:host'; expected a URL with host and database such as jdbc:mysql://host:3306/database or jdbc:postgresql://host:5432/database (engines: mysql, mariadb, postgresql)
                          replicator.yml:5:3: source.pasword: unknown key; did you mean 'password'?
                          replicator.yml:7:8: target.url: found a user or a password in the URL; put them into user and password
                          replicator.yml:8:8: target.user: found nothing; expected the name of a user
                          replicator.yml:9:13: target.password: the environment variable NOT_SET is not set
                          replicator.yml:10:10: target.names: found 'camelCase'; expected preserve or lowercase or snake_case
                          replicator.yml:11:19: tables.include: found 'bookings'; expected a list of globs over table names or database.table such as ["bookings", "tmp_*"]
                          replicator.yml:12:21: snapshot.readers: found 'many'; expected a whole number from 1 to 64
                          replicator.yml:12:27: snapshot.readers: is there already, in line 12; keep one
                          replicator.yml:13:22: values.zero_dates: found 'skip'; expected refuse, "null", or {replace: '1970-01-01'}
                          replicator.yml:13:44: values.nul_characters: replace is missing; expected refuse, or {replace: ''}
                          replicator.yml:13:45: values.nul_characters.with: unknown key; known here: replace
                          replicator.yml:14:13: checkpoint.path: missing; expected the path of a file, since store is file
                          replicator.yml:15:27: retry.max: found '90'; expected a duration such as 500ms, 30s, 5m, 2h or 7d
                          replicator.yml:16:7: http: found a list; expected a mapping with the keys host, port, token, tls
                          replicator.yml:17:1: htpp: unknown key; did you mean 'http'?""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: *s3cret",
                "password: !s3cret!x y",
                "password: &s3cret *s3cret",
                "password: {s3cret: s3cret",
                "password: {s3cret: s3cret}",
                "password: [s3cret]",
                "password: \"s3cret",
                "password: \"\\s3cret\"",
                "password: %s3cret",
                "password: @s3cret",
                "password: ${s3cret",
                "password: ${vault:s3cret}",
                "password: a: s3cret",
                "url: jdbc:mysql://root:s3cret@host/db",
                "url: jdbc:mysql://host/db?user=root&password=s3cret",
                "url: jdbc:mysql://host/db?Passwd=s3cret",
                "url: jdbc:mysql://(host=h,password=s3cret)/db",
                "properties: {trustCertificateKeyStorePassword: {a: s3cret}}",
                "properties: {password: s3cret}",
            })
    void noMistakeShowsSecrets(String line) {
        String text = "name: x\nsource:\n  " + line + "\ntarget: {}\n";

        assertThat(refusal(text)).containsPattern("replicator.yml:[345]:").doesNotContain("s3cret");
    }

    @Test
    void noSecretIsPrinted() {
        assertThat(read(REQUIRED).toString()).doesNotContain("s3cret").doesNotContain("t0psecret");
        assertThat(read(REQUIRED).source().endpoint().toString())
                .isEqualTo("jdbc:mysql://mysql/globetrotter as reader");
    }

    @Test
    void passwordFileIsReadAgainAtEachUse() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "first\n");
        Configuration configuration = read(REQUIRED.replace("${env:SOURCE}", "${file:secret}"));
        assertThat(configuration.source().password().get()).isEqualTo("first");

        Files.writeString(secret, "second\r\n");
        assertThat(configuration.source().password().get()).isEqualTo("second");

        Files.delete(secret);
        assertThatThrownBy(() -> configuration.source().password().get())
                .hasMessage("source.password: the file " + secret + " does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "just text", "- a\n- b\n", "a: [", "a: b: c", "\tname: x", "a: \u0001"})
    void whatIsNoMappingIsRefusedWithItsPlace(String text) {
        assertThat(refusal(text)).contains("replicator.yml:1:");
    }

    @Test
    void whatIsNotCompleteIsReportedWithItsBegin() {
        assertThat(refusal("name: x\nsource: {user: [a\ntarget: {}\n")).contains("begins in line 2");
        assertThat(refusal("a: 1\n---\nb: 2"))
                .endsWith("replicator.yml:2:1: no valid YAML: a second document (---); expected one");
    }

    @Test
    void derivedServerIdStaysTheSameForAName() {
        assertThat(read(REQUIRED).serverId())
                .isEqualTo(read(REQUIRED).serverId())
                .isBetween(1L << 30, 1L << 31);
        assertThat(read(REQUIRED.replace("name: globetrotter", "name: other")).serverId())
                .isNotEqualTo(read(REQUIRED).serverId());
    }

    @Test
    void sourceAndTargetAreTwoDatabases() {
        assertThat(refusal(REQUIRED.replace("jdbc:postgresql://pg:5433", "jdbc:mysql://MYSQL:3306")))
                .contains("replicator.yml:3:9: target: is the same database as source");
    }

    @Test
    void missingFileIsOneClearMessage() {
        assertThatThrownBy(() -> new ConfigurationFile(file, environment::get).read())
                .isInstanceOf(ReplicationException.class)
                .hasMessage("Cannot read the configuration file " + file + ": there is no such file; name it with -c");
    }

    private Configuration read(String text) {
        environment.put("DATABASE", "from_environment");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ConfigurationFile(file, environment::get).read();
    }

    private String refusal(String text) {
        ReplicationException refusal = catchThrowableOfType(ReplicationException.class, () -> read(text));
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONFIGURATION);
        return refusal.getMessage();
    }
}
