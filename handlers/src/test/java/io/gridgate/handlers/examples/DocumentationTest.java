package io.gridgate.handlers.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

class DocumentationTest {

    private static final Path EXAMPLES = Path.of("src/test/java/io/gridgate/handlers/examples");

    @Test
    void showsTheExampleThatCompiles() throws Exception {
        String example = Files.readString(EXAMPLES.resolve("OrderWorker.java"));
        String shown = example.substring(example.indexOf("final class OrderWorker")).strip();

        assertThat(Files.readString(Path.of("../docs/handlers.md")))
                .contains("```java\n" + shown + "\n```");
    }
}
