package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.http.HttpFailure;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

class QueryParametersTest {

    @Property
    void givesBackWhatWasEncoded(@ForAll String value, @ForAll @NotEmpty String other) {
        String query = "&x=" + encode(other) + "&&Api-Version=" + encode(value) + "&flag&=nameless";
        QueryParameters parameters = QueryParameters.parse(query);
        assertThat(parameters.get("api-version")).isEqualTo(readable(value));
        assertThat(parameters.get("X")).isEqualTo(readable(other));
        assertThat(parameters.get("flag")).isEmpty();
        assertThat(parameters.get("absent")).isNull();
    }

    @Property
    void refusesOrReadsAnyText(@ForAll String query) {
        try {
            QueryParameters.parse(query).get("api-version");
        } catch (HttpFailure refused) {
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Property
    void readsEveryUnsignedNumber(@ForAll @IntRange(min = 0) int number) {
        assertThat(UnsignedParameter.parse(Integer.toString(number), 7)).isEqualTo(number);
        assertThat(UnsignedParameter.parse("00" + number, 7)).isEqualTo(number);
    }

    @Property
    void refusesEverythingElse(@ForAll String text) {
        if (!text.matches("\\+?[0-9]+")) {
            assertThatThrownBy(() -> UnsignedParameter.parse(text, 7))
                    .isInstanceOf(HttpFailure.class);
        }
    }

    @Property(tries = 1)
    void isEmptyWithoutAQuery() {
        assertThat(QueryParameters.parse(null).get("x")).isNull();
        assertThat(UnsignedParameter.parse(null, 7)).isEqualTo(7);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Returns what UTF-8 keeps of a text with lone surrogates. */
    private static String readable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
