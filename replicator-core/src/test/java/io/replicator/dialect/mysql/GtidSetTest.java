package io.replicator.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GtidSetTest {
    private static final String A = "3e11fa47-71ca-11e1-9e33-c80aa9429562";
    private static final String B = "4e11fa47-71ca-11e1-9e33-c80aa9429562";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A:1-10       | A:1-10        | true",
                "A:1-10       | A:3-7         | true",
                "A:1-10       | A:3           | true",
                "A:1-10       | A:11          | false",
                "A:1-10       | A:10-11       | false",
                "A:1-5:6-10   | A:4-8         | true",
                "A:1-5:7-10   | A:4-8         | false",
                "A:7-10:1-5   | A:2-3:8-9     | true",
                "A:1-5,B:1-3  | B:2           | true",
                "A:1-5        | B:1           | false",
                "A:1-5        | ''            | true",
                "''           | A:1           | false",
                "A:1-9:tag:1-4| A:tag:2-3     | true",
                "A:tag:1-4    | A:2           | false",
                "A:1-3:x:1:y:5| A:2:y:5       | true",
            })
    void containsWhatItCovers(String set, String other, boolean contained) {
        assertThat(parse(set).contains(parse(other))).isEqualTo(contained);
    }

    @Test
    void ignoresCaseAndLineBreaks() {
        assertThat(GtidSet.parse(A.toUpperCase(java.util.Locale.ROOT) + ":1-3,\n" + B + ":1")
                        .contains(GtidSet.parse(A + ":1-3, " + B + ":1")))
                .isTrue();
    }

    private static GtidSet parse(String text) {
        return GtidSet.parse(text.replace("A", A).replace("B", B));
    }
}
