package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.app.gateway.SchemesFixture.Signed;
import io.gridgate.http.HttpLimits;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Mutated deliveries of every scheme through the real server: whatever comes, properly signed or
 * not, the answer is one of the catalogue, comes in time, and is never a 5xx.
 */
final class GatewayFuzzTest {

    private static final Set<Integer> ANSWERS = Set.of(200, 202, 207, 400, 401, 403, 409, 413, 415);
    private static final List<String> CONTENT_TYPES =
            List.of(
                    "application/json",
                    "application/json; charset=utf-16",
                    "application/cloudevents+json",
                    "application/cloudevents-batch+json",
                    "application/x-www-form-urlencoded",
                    "text/plain",
                    "multipart/form-data; boundary=x",
                    "application/;;=",
                    "*/*");

    /** What is put into a body or a header in place of something else. */
    private static final List<String> PIECES =
            List.of(
                    "",
                    "\"",
                    "\\",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "null",
                    "1e999",
                    "-",
                    "\\ud800",
                    "\\u0000",
                    "%",
                    "%zz",
                    "&&=",
                    "\u00ff",
                    "\u00c3(",
                    "\u0000",
                    "[".repeat(300),
                    "9".repeat(3_000));

    private static SchemesFixture gateway;
    private static Path folder;

    /** How a delivery is changed: which one, where, how much is taken out, and what is put in. */
    record Mutation(int delivery, double at, int removed, String piece) {}

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory(Path.of("target"), "fuzz");
        gateway = new SchemesFixture(folder, HttpLimits.DEFAULT);
    }

    @AfterContainer
    static void close() {
        gateway.close();
    }

    @Property(tries = 600)
    void aSignedBodyOfAnyKindIsAnswered(@ForAll("mutations") List<Mutation> mutations)
            throws Exception {
        Signed delivery = SchemesFixture.deliveries().toList().get(mutations.getFirst().delivery());
        String body = delivery.body();
        for (Mutation mutation : mutations) {
            body = mutate(body, mutation);
        }

        assertAnswered(gateway.send(SchemesFixture.signedAnew(delivery, body)), body);
    }

    @Property(tries = 300)
    void everyHeaderMayBeAnything(
            @ForAll("mutations") List<Mutation> mutations, @ForAll("contentTypes") String type)
            throws Exception {
        Signed delivery = SchemesFixture.deliveries().toList().get(mutations.getFirst().delivery());
        List<String> names = List.copyOf(delivery.headers().keySet());
        Signed changed = delivery.with("Content-Type", type);
        for (Mutation mutation : mutations) {
            String name = names.get((int) (mutation.at() * names.size()));
            String value = mutate(delivery.headers().get(name), mutation);
            changed = changed.with(name, printable(value));
        }

        assertAnswered(gateway.send(changed), changed.headers().toString());
    }

    @Property(tries = 200)
    void everyContentTypeIsAnswered(
            @ForAll("mutations") List<Mutation> mutations, @ForAll("contentTypes") String type)
            throws Exception {
        Signed delivery = SchemesFixture.deliveries().toList().get(mutations.getFirst().delivery());
        Signed changed =
                SchemesFixture.signedAnew(delivery, mutate(delivery.body(), mutations.getFirst()));

        assertAnswered(gateway.send(changed.with("Content-Type", type)), changed.body());
    }

    private static void assertAnswered(HttpResponse<String> response, String sent) {
        assertThat(response.statusCode()).as("%s for %s", response.body(), sent).isIn(ANSWERS);
    }

    private static String mutate(String text, Mutation mutation) {
        int from = (int) (mutation.at() * (text.length() + 1));
        int to = Math.min(text.length(), from + mutation.removed());
        return text.substring(0, from) + mutation.piece() + text.substring(to);
    }

    /** The client sends no header with control characters or more than the server reads. */
    private static String printable(String value) {
        String clean = value.replaceAll("[^ -~]", "?");
        return clean.substring(0, Math.min(clean.length(), 1_000));
    }

    @Provide
    Arbitrary<List<Mutation>> mutations() {
        int deliveries = (int) SchemesFixture.deliveries().count();
        return Combinators.combine(
                        Arbitraries.integers().between(0, deliveries - 1),
                        Arbitraries.doubles().between(0, true, 1, false),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of(PIECES))
                .as(Mutation::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.of(CONTENT_TYPES);
    }
}
