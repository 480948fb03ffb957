package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class SettingsReferenceTest {

    private static final Path DOCS = Path.of("..", "docs");

    /** To write the page anew: run this test with -Dtest.jvm.args=-Dgridgate.docs.write=true. */
    @Test
    void pageIsInStepWithTheKeys() throws IOException {
        Path page = DOCS.resolve("configuration.md");
        if (Boolean.getBoolean("gridgate.docs.write")) {
            Files.writeString(page, SettingsReference.markdown());
        }

        assertThat(page).content().isEqualTo(SettingsReference.markdown());
    }

    @Test
    void exampleCanBeLoaded() {
        Settings settings =
                SettingsFile.load(
                        DOCS.resolve("examples/gridgate.yaml"),
                        name -> "value-of-" + name + "-long-enough");

        assertThat(settings.gateway().orElseThrow().partners()).containsKeys("acme", "code-host");
        assertThat(settings.namespace()).isPresent();
        assertThat(settings.worker()).isPresent();
    }
}
