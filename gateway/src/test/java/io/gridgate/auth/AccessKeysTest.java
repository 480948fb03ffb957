package io.gridgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

class AccessKeysTest {

    private final AccessKeys keys = new AccessKeys(List.of("one", "two"));

    @Property
    void matchesItsKeysOnly(@ForAll String candidate) {
        assertThat(keys.matches(candidate))
                .isEqualTo(candidate.equals("one") || candidate.equals("two"));
    }

    @Test
    void matchesBothKeysAndShowsNone() {
        assertThat(keys.matches("one")).isTrue();
        assertThat(keys.matches("two")).isTrue();
        assertThat(keys.toString()).doesNotContain("one");
    }

    @Test
    void refusesKeysThatCannotTravelInAHeader() {
        for (String bad : List.of("", " ", "a b", "ä", "a\n")) {
            assertThatThrownBy(() -> new AccessKeys(List.of(bad)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new AccessKeys(List.of("a", "b", "c")))
                .hasMessage("there must be one or two access keys");
    }

    @Test
    void keepsTheKeysItMadeForTheOwnerOnly(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("below").resolve("keys");
        List<String> made = KeyFile.readOrCreate(file).values();
        assertThat(made).hasSize(2).doesNotHaveDuplicates();
        assertThat(Base64.getDecoder().decode(made.getFirst())).hasSize(32);
        assertThat(KeyFile.readOrCreate(file).values()).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void namesTheFileThatHoldsNoKeys(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("keys"), "a b\n");
        assertThatThrownBy(() -> KeyFile.readOrCreate(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }
}
