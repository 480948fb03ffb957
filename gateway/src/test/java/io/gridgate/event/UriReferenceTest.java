package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

class UriReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "employee_source",
                "/subscriptions/0/resourceGroups/a(b)/providers/Microsoft.Storage/x",
                "https://example.com:8443/a/b?c=d:e&f#g",
                "http://[::1]/a",
                "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
                "mailto:cncf@example.com",
                "//host/path",
                "../a%20b",
                "#1.0",
                "?q",
                "/größe"
            })
    void acceptsUriReferences(String text) {
        assertThat(UriReference.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a b", "%", "%4", "1a:b", ":a", "a:", "http://", "a#b#c", "<a>", "a\\b"})
    void refusesTheRest(String text) {
        assertThat(UriReference.isValid(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "#1.0", "http://a/b#c", "urn:a:b"})
    void takesAbsoluteUrisAndEventGridsDataVersionsAsSchema(String text) {
        assertThat(UriReference.isSchema(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a/b:c", "//host/a", "?a", "# "})
    void takesNothingElseAsSchema(String text) {
        assertThat(UriReference.isSchema(text)).isFalse();
    }

    @Property(tries = 3_000)
    void whatIsAcceptedJavaCanReadToo(@ForAll("texts") String text) {
        if (UriReference.isValid(text)) {
            assertThat(URI.create(text)).isNotNull();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab1:/?#[]@!$&'()*+,;=-._~% é")
                .ofMaxLength(12)
                .edgeCases(edges -> edges.add("http://a:b@c:1/?#", "a:b", "//a:/", "a:/"));
    }
}
