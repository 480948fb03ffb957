package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.AppendResult;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A write that fails is answered as unavailable, and the log heals without losing what it took. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the failure is made by the shell's ulimit")
class WriteFailureTest {

    private static final int FILE_BLOCKS_MAX = 2_048;

    @TempDir private Path folder;

    @Test
    void refusesWhileItCannotWriteAndRecoversByItself() throws Exception {
        String said = run("log");
        Matcher result =
                Pattern.compile("#W accepted (\\d+) refused (\\w+) after (\\d+) pending (\\d+)")
                        .matcher(said);
        assertThat(result.find()).as(said).isTrue();
        assertThat(result.group(2)).as("the limit was met").isEqualTo("true");
        assertThat(result.group(3)).as("it went on").isEqualTo("100");
        assertThat(result.group(4)).as("all are there, once").isEqualTo(result.group(1));
    }

    @Test
    void refusesWhileTheDedupIndexCannotGrowAndForgetsNothing() throws Exception {
        String said = run("index");
        Matcher result = Pattern.compile("#I accepted (\\d+) refused (.*)").matcher(said);
        assertThat(result.find()).as(said).isTrue();
        assertThat(result.group(2)).contains("the dedup index failed");
        int accepted = Integer.parseInt(result.group(1));
        assertThat(accepted).isGreaterThan(WriteFailureChild.BATCH);

        try (EmbeddedLog log =
                EmbeddedLog.open(
                        folder.resolve("log"), EmbeddedFixture.OPTIONS, InstantSource.system())) {
            for (int from = 0; from < accepted; from += WriteFailureChild.BATCH) {
                assertThat(log.append(KillNineChild.TOPIC, WriteFailureChild.batch(from)))
                        .hasOnlyElementsOfType(AppendResult.Duplicate.class);
            }
        }
    }

    private String run(String mode) throws Exception {
        Path output = folder.resolve("output");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        "ulimit -f " + FILE_BLOCKS_MAX + "; exec \"$@\"",
                        "sh",
                        java,
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-cp",
                        classPath,
                        WriteFailureChild.class.getName(),
                        folder.resolve("log").toString(),
                        mode);
        Process child =
                new ProcessBuilder(command)
                        .redirectOutput(output.toFile())
                        .redirectError(folder.resolve("errors").toFile())
                        .start();
        try {
            assertThat(child.waitFor(50, TimeUnit.SECONDS)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        return Files.readString(output);
    }
}
