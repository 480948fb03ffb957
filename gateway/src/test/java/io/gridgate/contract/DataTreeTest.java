package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

final class DataTreeTest {

    private static final JsonMapper JACKSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final NameTable NAMES = new NameTable(List.of("a", "b", "amount", "é"));

    @Property
    void readsWhatJacksonReads(@ForAll("values") String json) throws Unreadable {
        assertThat(read(json)).isEqualTo(JACKSON.readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "2147483647",
                "2147483648",
                "-9223372036854775808",
                "999999999999999999",
                "9999999999999999999",
                "1.10",
                "0.0",
                "-1.5e3",
                "1E+2",
                "1e-400",
                "1e0400",
                "123456789012345678.9",
                "1234567890.1234567890123456789",
                "\"\"",
                "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00b\"",
                "\"\\ud800\"",
                "{\"\\u0061\":1, \"\u00e9\":2}",
                "[true , false,null,[ ],{ }]",
                "{\"a\" : { \"amount\":\r\n\t1 } , \"unknown\":[{}]}",
            })
    void keepsTheExactValue(String json) throws Unreadable {
        assertThat(read(json)).isEqualTo(JACKSON.readTree(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"a\": 1} | /a | must not be given twice",
                "[0, {\"x/y\": {\"~\": 1, \"\\u007e\": 2}}] | /1/x~1y/~0 | must not be given twice",
                "[1e401] | /0 | must be a number with an exponent of -400 to 400",
                "{\"a\": 1.0E-99999999999999999999} | /a | must be a number with an exponent of"
                        + " -400 to 400",
            })
    void refusesWhatCannotBeChecked(String json, String pointer, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        it -> assertThat(it.violation()).isEqualTo(new Violation(pointer, reason)));
    }

    @Test
    void readsNumbersUpToTheirLimit() throws Unreadable {
        String digits = "9".repeat(JsonNumbers.LENGTH_MAX);

        assertThat(read(digits)).isEqualTo(JACKSON.readTree(digits));
        assertThatThrownBy(() -> read(digits + "9"))
                .hasMessage("must be a number of at most 1000 characters");
    }

    @Test
    void readsValuesUpToTheirLimit() throws Unreadable {
        String values = "0,".repeat(DataTree.VALUES_MAX - 2);

        assertThat(read("[" + values + "0]")).hasSize(DataTree.VALUES_MAX - 1);
        assertThatThrownBy(() -> read("[" + values + "0,0]"))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        it ->
                                assertThat(it.violation())
                                        .isEqualTo(
                                                new Violation(
                                                        "/99999",
                                                        "must not lie behind more than 100000 other"
                                                                + " values")));
    }

    @Provide
    Arbitrary<String> values() {
        return ArbitraryData.values();
    }

    private static JsonNode read(String json) throws Unreadable {
        return DataTree.read(json.getBytes(UTF_8), 0, NAMES);
    }
}
