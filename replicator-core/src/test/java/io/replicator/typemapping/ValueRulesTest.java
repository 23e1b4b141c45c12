package io.replicator.typemapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.replicator.change.TableId;
import io.replicator.error.ErrorKind;
import io.replicator.error.ReplicationException;
import io.replicator.schema.Column;
import io.replicator.schema.LogicalType;
import io.replicator.typemapping.ValuePolicies.Action;
import io.replicator.typemapping.ValuePolicies.Policy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueRulesTest {
    private static final TableId TABLE = new TableId("shop", "orders");
    private static final LogicalType DATE = new LogicalType.Date();

    private static Column column(LogicalType type) {
        return new Column("due", type, "", null, null, true, null, null, false, false, false, "");
    }

    private static ValueRule zeroDates(LogicalType type, Policy policy) {
        return ZeroDateRule.of(TABLE, column(type), policy);
    }

    private static boolean concerns(ValueRule rule, String canonical) {
        return rule.concerns(canonical.getBytes(StandardCharsets.UTF_8));
    }

    private static Policy replace(String text) {
        return new Policy(Action.REPLACE, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-00-00",
                "2024-00-15",
                "2024-01-00",
                "0000-05-01",
                "2023-02-29",
                "2024-04-31",
                "0000-00-00 00:00:00.000000+00"
            })
    void datesThatNoCalendarHasAreFound(String date) {
        ValueRule rule = zeroDates(DATE, Policy.NULL);
        assertThat(concerns(rule, date)).isTrue();
        assertThat(rule.apply(date)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "2024-02-29", "9999-12-31 23:59:59.999999", "2024-10-31"})
    void realDatesStay(String date) {
        ValueRule rule = zeroDates(DATE, Policy.REFUSE);
        assertThat(concerns(rule, date)).isFalse();
        assertThat(rule.apply(date)).isEqualTo(date);
    }

    @Test
    void refusalNamesColumnAndSettingButNotTheValue() {
        assertThatThrownBy(() -> zeroDates(DATE, Policy.REFUSE).apply("2024-00-15"))
                .isInstanceOf(ReplicationException.class)
                .hasMessageContaining("shop.orders.due")
                .hasMessageContaining("values.zero_dates")
                .hasMessageNotContaining("2024")
                .extracting(e -> ((ReplicationException) e).kind())
                .isEqualTo(ErrorKind.VALUE);
    }

    @Test
    void replacementTakesTheFormOfTheColumn() {
        Policy policy = replace("1970-01-01");
        String zero = "0000-00-00 00:00:00";
        assertThat(zeroDates(DATE, policy).apply("0000-00-00")).isEqualTo("1970-01-01");
        assertThat(zeroDates(new LogicalType.DateTime(0), policy).apply(zero)).isEqualTo("1970-01-01 00:00:00");
        assertThat(zeroDates(new LogicalType.DateTime(3), policy).apply(zero)).isEqualTo("1970-01-01 00:00:00.000");
        assertThat(zeroDates(new LogicalType.Instant(6), replace("1970-01-01 12:30:00.5"))
                        .apply(zero))
                .isEqualTo("1970-01-01 12:30:00.500000+00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "0000-00-00", "2023-02-30", "1970-01-01T"})
    void replacementMustBeADate(String replacement) {
        assertThatThrownBy(() -> zeroDates(DATE, replace(replacement)))
                .isInstanceOf(ReplicationException.class)
                .hasMessageContaining("values.zero_dates");
    }

    @Test
    void nulCharactersAreReplacedOrRefused() {
        LogicalType text = new LogicalType.Text(10, false, true);
        ValueRule rule = NulCharacterRule.of(TABLE, column(text), replace(""));
        assertThat(concerns(rule, "a\0b\0")).isTrue();
        assertThat(concerns(rule, "a\\0b")).isFalse();
        assertThat(rule.apply("a\0b\0")).isEqualTo("ab");
        assertThatThrownBy(() ->
                        NulCharacterRule.of(TABLE, column(text), Policy.REFUSE).apply("a\0"))
                .hasMessageContaining("values.nul_characters");
    }

    @Test
    void nulCharactersOfJsonAreFoundByTheirEscape() {
        ValueRule rule = JsonNulRule.of(TABLE, column(new LogicalType.Json()), replace("\"\n"));
        assertThat(concerns(rule, "{\"a\": \"x\\u0000y\"}")).isTrue();
        assertThat(concerns(rule, "{\"a\": \"x\\\\u0000y\"}")).isFalse();
        assertThat(concerns(rule, "{\"a\": \"x\\\\\\u0000\"}")).isTrue();
        assertThat(concerns(rule, "\"\\u00\"")).isFalse();
        assertThat(rule.apply("[\"\\\\u0000\\u0000é\"]")).isEqualTo("[\"\\\\u0000\\\"\\u000aé\"]");
    }
}
