package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    @Test
    void encodesTheExampleOfTheSpecification() {
        assertThat(HeaderText.encode("Euro € 😀")).isEqualTo("Euro%20%E2%82%AC%20%F0%9F%98%80");
        assertThat(HeaderText.encode("a\"b%c~!")).isEqualTo("a%22b%25c~!");
        assertThat(HeaderText.encode("plain")).isEqualTo("plain");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Euro%20%E2%82%AC%20%f0%9f%98%80 | Euro € 😀
                    %61+b            | a+b
                    %2541            | %41
                    raw space        | raw space
                    "quoted"         | quoted
                    "a \\"b\\" \\\\c" | a "b" \\c
                    "%22"            | "
                    "                | "
                    ""               | ~~
                    "a" and "b"      | "a" and "b"
                    "open            | "open
                    """)
    void decodesWhatSendersWrite(String header, String value) throws Refused {
        assertThat(HeaderText.decode(header)).isEqualTo(value);
    }

    @Property
    void everyTextComesBack(@ForAll String text) throws Refused {
        String wellFormed = text.replaceAll("[\\ud800-\\udfff]", "");

        String header = HeaderText.encode(wellFormed);

        assertThat(header).matches("[!-~]*").doesNotContain("\"");
        assertThat(HeaderText.decode(header)).isEqualTo(wellFormed);
    }

    @Property
    void quotingComesUndone(@ForAll String text) throws Refused {
        String plain = text.replaceAll("[^ -$&-~]", "");

        String quoted = '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"';

        assertThat(HeaderText.decode(quoted)).isEqualTo(plain);
    }

    @Property
    void anyHeaderIsReadOrRefused(@ForAll String header) {
        try {
            assertThat(HeaderText.decode(header)).isNotNull();
        } catch (Refused refused) {
            assertThat(refused.reason()).startsWith("must ");
        }
    }

    @ParameterizedTest
    @CsvSource({"%", "%4", "%g0", "%4g", "%ED%A0%80", "%FF", "a\tb"})
    void refusesBrokenCodes(String header) {
        assertThatThrownBy(() -> HeaderText.decode(header)).isInstanceOf(Refused.class);
    }
}
