package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class RunPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[A-Z]{3}$",
                "^[A-Z0-9-]{1,32}$",
                "^\\d{4}-\\d{2}$",
                "^ORD-[0-9]+$",
                "^[a-z][0-9a-f_]*$",
                "^v?\\d+\\.\\d+$",
                "^\\w+@\\w+$",
                "^[a\\-z]$",
                "^$",
            })
    void readsRowsOfClasses(String regex) {
        assertThat(RunPattern.of(regex)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "^abc",
                "abc$",
                "^(a|b)$",
                "^a|b$",
                "^.$",
                "^[^a]$",
                "^a*ab$",
                "^a?b*a$",
                "^[[:alpha:]]$",
                "^a{2,3}?$",
                "^a++$",
                "^é$",
                "^\\s$",
                "^\\bx$",
                "^a\\$",
                "^^a$",
                "^a$$",
            })
    void leavesAllOthersToTheEngine(String regex) {
        assertThat(RunPattern.of(regex)).isNull();
    }

    @Property(tries = 3_000)
    void neverFitsWhatTheEngineDoesNotMatch(
            @ForAll("patterns") String regex, @ForAll("texts") List<String> texts) {
        RunPattern run = RunPattern.of(regex);
        Pattern engine = Pattern.compile(regex);

        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            boolean ascii = bytes.length == text.length();
            boolean fits = run != null && run.fits(bytes, 0, bytes.length);
            boolean matches = engine.matcher(text).find();

            assertThat(fits).as("%s on %s", regex, text).isEqualTo(run != null && ascii && matches);
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> one =
                Arbitraries.of(
                        "a", "b", "[ab]", "[a-c]", "[b-d-]", "\\d", "\\w", "\\.", "-", "[.]");
        Arbitrary<String> times =
                Arbitraries.of("", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "{0}");
        return one.flatMap(each -> times.map(count -> each + count))
                .list()
                .ofMaxSize(4)
                .map(runs -> "^" + String.join("", runs) + "$");
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.strings().withChars("abcd.-1é\n").ofMaxLength(8).list().ofSize(20);
    }
}
