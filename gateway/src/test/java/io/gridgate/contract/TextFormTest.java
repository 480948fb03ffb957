package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Objects;

/**
 * What is usual is never what the schema library refuses, but for top-level domains that it does
 * not know.
 */
final class TextFormTest {

    @Property(tries = 5_000)
    void datesAndTimesThatFitAreValid(@ForAll("times") String text) {
        for (String name : new String[] {"date", "date-time"}) {
            if (fits(name, text)) {
                assertThat(library(name).matches(new ExecutionContext(), text))
                        .as("%s %s", name, text)
                        .isTrue();
            }
        }
    }

    @Property(tries = 5_000)
    void mailboxesAndIdsThatFitAreValid(@ForAll("mailboxes") String text) {
        for (String name : new String[] {"email", "uuid"}) {
            if (fits(name, text)) {
                assertThat(library(name).matches(new ExecutionContext(), text))
                        .as("%s %s", name, text)
                        .isTrue();
            }
        }
    }

    @Provide
    Arbitrary<String> times() {
        Arbitrary<String> two = Arbitraries.integers().between(0, 62).map("%02d"::formatted);
        Arbitrary<String> year = Arbitraries.of("0000", "1900", "2000", "2024", "2026", "9999");
        Arbitrary<String> date =
                Combinators.combine(year, two, two).as((y, m, d) -> y + "-" + m + "-" + d);
        Arbitrary<String> time =
                Combinators.combine(two, two, two).as((h, m, s) -> "T" + h + ":" + m + ":" + s);
        Arbitrary<String> offset =
                Arbitraries.oneOf(
                        Arbitraries.of(
                                "", "Z", "z", "+00:00", "-00:00", "+23:59", "-24:00", "+01:60"),
                        two.map(it -> "+" + it + ":30"));
        Arbitrary<String> fraction = Arbitraries.of("", "", ".", ".5", ".123456789", ".1234567890");
        return Arbitraries.oneOf(
                date,
                Combinators.combine(date, time, fraction, offset)
                        .as((d, t, f, o) -> d + t + f + o));
    }

    @Provide
    Arbitrary<String> mailboxes() {
        Arbitrary<String> name = Arbitraries.strings().withChars("aZ09.-_+'").ofMaxLength(6);
        Arbitrary<String> host = Arbitraries.strings().withChars("aZ09.-").ofMaxLength(6);
        Arbitrary<String> end = Arbitraries.of(".com", ".org", ".example.com");
        return Arbitraries.oneOf(
                Combinators.combine(name, host, end).as((n, h, e) -> n + "@" + h + e),
                Arbitraries.of(8, 9)
                        .map("a"::repeat)
                        .map(it -> it + "-1111-2222-AAAA-123456789012"));
    }

    private static boolean fits(String name, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return Objects.requireNonNull(CheckedFormats.form(name)).fits(bytes, 0, bytes.length);
    }

    private static Format library(String name) {
        return Formats.DEFAULT.stream()
                .filter(format -> format.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
