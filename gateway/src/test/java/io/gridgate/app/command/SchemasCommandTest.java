package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** The commands for contracts, as CI uses them. */
final class SchemasCommandTest {

    private static final String WHO =
            "senders that keep to the old contract would be refused, and readers of the new one"
                    + " meet events that were stored before";

    @TempDir private Path folder;
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void findsTheContractsOfThisRepositoryInOrder() {
        assertThat(run("lint", "../schemas")).isZero();
        assertThat(output).hasToString("../schemas: all is well\n");
    }

    @Test
    void exitsWithOneWhereAFolderIsNotInOrder() throws IOException {
        Path schema = write("schemas/t/1.json", "{\"type\": 1}");

        assertThat(run("lint", folder.resolve("schemas").toString())).isEqualTo(1);
        assertThat(output.toString()).startsWith(schema + ": at /type: must be");
    }

    @Test
    void exitsWithTwoWhereThereIsNoFolder() {
        assertThat(run("lint", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(errors.toString()).startsWith(folder.resolve("none") + " is not a folder");
    }

    @Test
    void saysOfTwoFilesWhatBreaks() throws IOException {
        Path old = write("old.json", "{\"minimum\": 0}");
        Path changed = write("new.json", "{\"minimum\": 1}");

        assertThat(check(old, changed)).isEqualTo(1);
        assertThat(output)
                .hasToString(
                        """
                        %s → %s: BREAKS, backward, at /minimum
                            data: the whole value
                            was:  at least 0
                            is:   at least 1
                            who:  %s
                        """
                                .formatted(old, changed, WHO));
    }

    @Test
    void saysTheSameInJson() throws IOException {
        Path old = write("old.json", "{\"minimum\": 0}");
        Path changed = write("new.json", "{\"minimum\": 1}");

        assertThat(check(old, changed, "--json")).isEqualTo(1);
        assertThat(output)
                .hasToString(
                        "{\"contracts\":\"%s → %s\",\"verdict\":\"breaks\",\"direction\":\"backward\","
                                        .formatted(old, changed)
                                + "\"place\":\"/minimum\",\"data\":\"\",\"was\":\"at least 0\","
                                + "\"is\":\"at least 1\",\"who\":\""
                                + WHO
                                + "\"}\n");
    }

    @Test
    void looksOnlyTheWayThatIsAskedFor() throws IOException {
        Path old = write("old.json", "{\"minimum\": 1}");
        Path changed = write("new.json", "{\"minimum\": 0}");

        assertThat(check(old, changed)).isZero();
        assertThat(output).hasToString(old + " → " + changed + ": compatible\n");
        assertThat(check(old, changed, "--mode", "forward")).isEqualTo(1);
        assertThat(check(old, changed, "--mode", "full")).isEqualTo(1);
    }

    @Test
    void failsOnlyWithStrictWhereItCannotTell() throws IOException {
        Path old = write("old.json", "{\"type\": \"string\", \"pattern\": \"a\"}");
        Path changed = write("new.json", "{\"type\": \"string\", \"pattern\": \"b\"}");

        assertThat(check(old, changed)).isZero();
        assertThat(output.toString()).contains("CANNOT TELL, backward, at /pattern");
        assertThat(check(old, changed, "--strict")).isEqualTo(1);
    }

    @Test
    void comparesVersionsOfFoldersAndMissesThoseThatAreGone() throws IOException {
        write("old/a/1.json", "{\"type\": \"string\"}");
        write("old/b/1.json", "{}");
        write("new/a/1.json", "{\"type\": \"string\", \"title\": \"now with a title\"}");
        write("new/a/2.json", "{\"type\": \"integer\"}");

        assertThat(check(folder.resolve("old"), folder.resolve("new"))).isEqualTo(1);
        assertThat(output)
                .hasToString(
                        """
                        b/1: BREAKS, it is gone
                            who:  its events are no longer checked, or are refused where types must be known
                        a/1 → a/1: compatible
                        a/1 → a/2: BREAKS, backward, at /type
                            data: the whole value
                            was:  string
                            is:   integer
                            who:  %s
                        """
                                .formatted(WHO));
    }

    @Test
    void exitsWithTwoWhereAContractCannotBeUsed() throws IOException {
        Path old = write("old.json", "{\"minimum\": ");
        Path changed = write("new.json", "{}");

        assertThat(check(old, changed)).isEqualTo(2);
        assertThat(errors.toString()).startsWith(old + ": line 1, column 13: is not JSON");
        assertThat(check(folder, changed)).isEqualTo(2);
        assertThat(errors.toString()).contains("must be two files or two folders");
    }

    @Test
    void writesAPageAndADocumentForTools() throws IOException {
        Path out = folder.resolve("made/docs");

        assertThat(run("docs", "../schemas", "--out", out.toString(), "--title", "Shop")).isZero();
        assertThat(output)
                .hasToString(
                        out.resolve("contracts.md") + "\n" + out.resolve("asyncapi.json") + "\n");
        assertThat(Files.readString(out.resolve("contracts.md"))).startsWith("# Shop\n");
        assertThat(Files.readString(out.resolve("asyncapi.json")))
                .startsWith(
                        "{\n  \"asyncapi\" : \"3.0.0\",\n  \"info\" : {\n    \"title\" : \"Shop\"");
    }

    @Test
    void writesNothingAboutContractsThatCannotBeUsed() throws IOException {
        Path schema = write("schemas/t/1.json", "{\"type\": 1}");
        Path out = folder.resolve("docs");

        assertThat(run("docs", folder.resolve("schemas").toString(), "--out", out.toString()))
                .isEqualTo(1);
        assertThat(errors.toString()).startsWith("gridgate: " + schema + ": at /type: must be");
        assertThat(out).doesNotExist();
    }

    private int check(Path old, Path changed, String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "check";
        arguments[1] = old.toString();
        arguments[2] = changed.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        return new CommandLine(new SchemasCommand())
                .setOut(new PrintWriter(output))
                .setErr(new PrintWriter(errors))
                .setParameterExceptionHandler((wrong, _) -> Failures.explain(wrong))
                .setExecutionExceptionHandler((failure, line, _) -> Failures.report(failure, line))
                .execute(arguments);
    }

    private Path write(String file, String content) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        return Files.writeString(target, content);
    }
}
