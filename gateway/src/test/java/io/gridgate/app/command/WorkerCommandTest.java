package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

class WorkerCommandTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine commandLine =
            GridgateCommand.commandLine()
                    .setErr(new PrintWriter(errors))
                    .setOut(new PrintWriter(errors));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --topic orders | missing --endpoint (or --config FILE)
                    --endpoint https://ns.example --key k --topic orders | missing --subscription (or --config FILE)
                    --output a --target http://b/ | --output and --target exclude each other
                    --probe http://b/ | --probe needs --target
                    --endpoint https://ns.example --key k --topic orders --subscription worker --target ftp://b/ | url: the value is not allowed; allowed: http or https URL with a host
                    --endpoint https://ns.example --key k --topic orders --subscription worker --health-port 65536 | port: '65536' is not allowed; allowed: port, 0 to 65535
                    """)
    void saysWhatIsAllowed(String options, String message) {
        int exit = commandLine.execute(("worker " + options).split(" "));
        assertThat(errors.toString().lines().findFirst()).contains(message);
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void explainsItself() {
        assertThat(commandLine.execute("worker", "--help")).isZero();
        assertThat(errors.toString()).contains("--target", "--probe", "--health-port", "/lag");
    }
}
