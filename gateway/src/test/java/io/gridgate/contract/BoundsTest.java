package io.gridgate.contract;

import static io.gridgate.contract.ContractFolder.TYPE;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.Violates;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a sender cannot do to a gateway, whatever the data is. */
@Timeout(30)
final class BoundsTest {

    private static final ContractId ID = new ContractId(TYPE, 1);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\": {\"type\": \"string\"}}",
                "{\"anyOf\": [{\"items\": {\"type\": \"string\"}}]}",
                "{\"oneOf\": [{\"items\": {\"type\": \"string\"}}]}",
                "{\"uniqueItems\": true, \"items\": {\"type\": \"string\"}}",
                "{\"allOf\": [{\"items\": false}]}",
            })
    void listsTheFirstViolationsOfMany(String schema) {
        Violates result = violates(schema, "[" + "1,".repeat(50_000) + "1]");

        assertThat(result.violations()).hasSize(Violation.MAX);
        assertThat(result.more()).isTrue();
    }

    @Test
    void cutsLongPointersAndDetails() {
        String name = "é😀".repeat(10_000);

        Violates result =
                violates(
                        "{\"additionalProperties\": {\"const\": \"%s\"}}"
                                .formatted("x".repeat(1_000)),
                        "{\"" + name + "\": 1}");

        Violation violation = result.violations().getFirst();
        assertThat(violation.pointer()).startsWith("/é😀é").endsWith("é…").hasSizeLessThan(301);
        assertThat(violation.detail()).startsWith("must be xx").endsWith("x…").hasSize(300);
        assertThat(new String(violation.pointer().getBytes(UTF_8), UTF_8))
                .isEqualTo(violation.pointer());
    }

    @Test
    void checksDataAsDeepAsAnEventMayBe() {
        String tree =
                "{\"properties\": {\"a\": {\"allOf\": [{\"$ref\": \"#\"}]}}, \"type\": \"object\"}";
        String open = "{\"a\":".repeat(126);
        String close = "}".repeat(126);

        assertThat(check(tree, open + "{}" + close)).isEqualTo(new Conforms(ID));
        assertThat(check(tree, open + "1" + close))
                .isEqualTo(
                        new Violates(
                                ID,
                                List.of(
                                        new Violation(
                                                "/a".repeat(126), "must be object, is integer")),
                                false));
    }

    @Test
    void endsAReferenceThatTurnsInACircle() throws InterruptedException {
        String schema = "{\"anyOf\": [{\"$ref\": \"#\"}]}";
        ContractResult[] result = new ContractResult[1];

        Thread.ofVirtual().start(() -> result[0] = check(schema, "1")).join();

        assertThat(result[0])
                .isEqualTo(
                        new Violates(
                                ID,
                                List.of(
                                        new Violation(
                                                "",
                                                "must not need more than 1000 nested schemas to"
                                                        + " check")),
                                false));
    }

    @Test
    void endsAContractThatTakesTooManySteps() {
        String schema =
                IntStream.range(0, 100)
                        .mapToObj("{\"not\": {\"const\": %d}}"::formatted)
                        .collect(Collectors.joining(",", "{\"items\": {\"allOf\": [", "]}}"));

        assertThat(check(schema, "[" + "-1,".repeat(10_000) + "-1]"))
                .isEqualTo(
                        new Violates(
                                ID,
                                List.of(
                                        new Violation(
                                                "",
                                                "must not need more than 1000000 steps to check")),
                                false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void matchesPatternsInLinearTime(String pattern) {
        String schema = "{\"pattern\": \"%s\"}".formatted(pattern);

        assertThat(check(schema, "\"" + "a".repeat(100_000) + "!\"")).isInstanceOf(Violates.class);
        assertThat(check(schema, "\"" + "x".repeat(100_000) + "!\"")).isInstanceOf(Violates.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "date-time",
                "email",
                "hostname",
                "ipv4",
                "ipv6",
                "time",
                "uri",
                "uri-reference",
                "uuid"
            })
    void checksFormatsOfLongTextsInNoTime(String format) {
        String schema = "{\"format\": \"%s\"}".formatted(format);

        for (String piece : List.of("a", "a.", "1", "1:", "/", "a@", "%", "-", "[")) {
            String longest = piece.repeat(CheckedFormats.LENGTHS_MAX.get(format) / piece.length());
            check(schema, "\"" + longest + "\"");
            assertThat(check(schema, "\"" + longest.repeat(300) + "\""))
                    .isInstanceOf(Violates.class);
        }
    }

    @Test
    void hasNoTroubleWithHugeNumbers() {
        assertThat(check("{\"multipleOf\": 7}", "1e400")).isInstanceOf(Violates.class);
        assertThat(check("{\"type\": \"integer\", \"maximum\": 5}", "1e1000000000"))
                .isInstanceOf(Violates.class);
        assertThat(check("{\"enum\": [1]}", "1." + "0".repeat(900))).isEqualTo(new Conforms(ID));
    }

    private Violates violates(String schema, String data) {
        return (Violates) check(schema, data);
    }

    private ContractResult check(String schema, String data) {
        return ContractFolder.check(new ContractFolder(folder).withSchema(schema).load(), data);
    }
}
