package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.http.HttpLimits;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The curl lines in docs/sources do what the pages say. Needs bash, curl and openssl. */
final class DocumentedCallsTest {

    private static final Path PAGES = Path.of("..", "docs", "sources");
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir private static Path folder;
    private static SchemesFixture gateway;

    @BeforeAll
    static void open() throws IOException {
        gateway = new SchemesFixture(folder, HttpLimits.DEFAULT, InstantSource.system());
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    static List<Arguments> calls() throws IOException {
        List<Arguments> calls = new ArrayList<>();
        try (Stream<Path> pages = Files.list(PAGES)) {
            for (Path page : pages.sorted().toList()) {
                Matcher block = BLOCK.matcher(Files.readString(page));
                while (block.find()) {
                    calls.add(Arguments.of(page.getFileName().toString(), block.group(1)));
                }
            }
        }
        return calls;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void isAccepted(String page, String call) throws Exception {
        ProcessBuilder shell = new ProcessBuilder("bash", "-eu", "-c", call);
        shell.environment().putAll(gateway.environment());
        shell.redirectErrorStream(true);
        Process process = shell.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).as(page).contains("202 Accepted", "\"status\":\"accepted\"");
    }

    /** Every page of a scheme has such a call. */
    @Test
    void everyPageHasOne() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(calls().stream().map(call -> (String) call.get()[0]).distinct())
                    .containsExactlyInAnyOrderElementsOf(
                            pages.map(page -> page.getFileName().toString())
                                    .filter(name -> !name.equals("README.md"))
                                    .toList());
        }
    }
}
