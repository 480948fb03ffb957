package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;

class GridgateCommandTest {

    @ParameterizedTest
    @MethodSource("names")
    void readsOnlyTheCommandThatIsNamed(String name) {
        CommandLine program = GridgateCommand.commandLine(name, "--help");
        Set<String> known = program.getSubcommands().keySet();
        if (name.equals("help")) {
            assertThat(known).containsExactlyElementsOf(names());
        } else {
            assertThat(known).containsExactly(name);
            CommandLine command = program.getSubcommands().get(name);
            assertThat(command.getCommandSpec().qualifiedName()).isEqualTo("gridgate " + name);
            Class<?> type = command.getCommandSpec().userObject().getClass();
            assertThat(type.getAnnotation(CommandLine.Command.class).name()).isEqualTo(name);
        }
    }

    @Test
    void knowsAllWhereNoneIsNamed() {
        assertThat(said("--help")).contains(names());
        assertThat(said()).contains("a command is missing");
    }

    @Test
    void suggestsACommandForOneThatIsMistyped() {
        assertThat(said("namespac")).contains("namespac").contains("gridgate namespace");
    }

    @Test
    void saysWhichPortsThereAre() {
        assertThat(said("up", "--https-port", "-1"))
                .isEqualToNormalizingNewlines(
                        """
                        --https-port is -1; allowed: 0 to 65535
                        Try 'gridgate up --help'.
                        """);
        assertThat(said("up", "--namespace-http-port", "70000")).contains("allowed: 0 to 65535");
        assertThat(said("namespace", "--http-port", "65536")).contains("allowed: 0 to 65535");
        assertThat(said("namespace", "--https-port", "-2")).contains("allowed: -1 to 65535");
    }

    private static Set<String> names() {
        return GridgateCommand.commandLine().getSubcommands().keySet();
    }

    private static String said(String... arguments) {
        StringWriter words = new StringWriter();
        CommandLine program = GridgateCommand.commandLine(arguments);
        program.setOut(new PrintWriter(words));
        program.setErr(new PrintWriter(words));
        program.execute(arguments);
        return words.toString();
    }
}
