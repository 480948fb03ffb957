package io.gridgate.handlers.claimcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

class FolderStoreTest {

    private static final URI BASE = URI.create("https://claims.internal/data");
    private static final String NAME = "0".repeat(63) + "a";
    private static final byte[] DATA = "stored".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-01-08T00:00:00Z");

    @TempDir private Path folder;
    private FolderStore store;

    @BeforeEach
    void makeStore() {
        store = new FolderStore(folder.resolve("claims"), BASE, () -> NOW);
    }

    private static byte[] found(StoredData data) {
        assertThat(data).isInstanceOf(StoredData.Found.class);
        return ((StoredData.Found) data).data();
    }

    @Test
    void readsWhatItStored() throws Exception {
        URI address = store.put(NAME, DATA);

        assertThat(address).isEqualTo(URI.create("https://claims.internal/data/" + NAME));
        assertThat(store.put(NAME, DATA)).isEqualTo(address);
        assertThat(found(store.read(address, DATA.length))).isEqualTo(DATA);
        try (Stream<Path> files = Files.list(folder.resolve("claims"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void namesItsFilesWhereNoBaseIsGiven() throws Exception {
        Path own = folder.resolve("own folder");
        URI address = new FolderStore(own).put(NAME, DATA);

        assertThat(Path.of(address)).isEqualTo(own.resolve(NAME)).hasBinaryContent(DATA);
        assertThat(found(new FolderStore(own).read(address, 100))).isEqualTo(DATA);
    }

    @Test
    void readsNoMoreThanAskedFor() throws Exception {
        URI address = store.put(NAME, DATA);

        assertThat(store.read(address, DATA.length - 1)).isEqualTo(new StoredData.TooLarge());
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        URI address = store.put(NAME, DATA);

        assertThat(store.delete(address)).isTrue();
        assertThat(store.delete(address)).isFalse();
        assertThat(store.read(address, 100)).isEqualTo(new StoredData.Missing());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://claims.internal/data/",
                "https://claims.internal/data/../../etc/passwd",
                "https://claims.internal/data/%2e%2e/passwd",
                "https://claims.internal.evil.example/data/NAME",
                "https://claims.internal@evil.example/data/NAME",
                "https://claims.internal/dataNAME",
                "https://claims.internal/data/NAME?x",
                "https://claims.internal/data/NAME/",
                "https://claims.internal/data/x/../NAME",
                "http://claims.internal/data/NAME",
                "file:///etc/passwd",
                "NAME",
                ""
            })
    void followsNoOtherAddress(String text) throws Exception {
        store.put(NAME, DATA);
        URI address = URI.create(text.replace("NAME", NAME));

        assertThat(store.reads(address)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.read(address, 100))
                .withMessage("not an address of this store");
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", "A", "0"})
    void storesUnderNoOtherName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.put(name, DATA))
                .withMessage("a name must be 64 hexadecimal digits in lower case");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"data", "mailto:x", "https://u:p@h/", "https://h/?sig=x", "https://h/#x"})
    void takesNoBaseThatIsNone(String base) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FolderStore(folder, URI.create(base)));
    }

    @Test
    void removesWhatIsOlderThanAnAgeAndNothingElse() throws Exception {
        URI old = store.put(NAME, DATA);
        URI young = store.put("f".repeat(64), DATA);
        age(NAME, Duration.ofDays(7).plusMillis(1));
        age("f".repeat(64), Duration.ofDays(7));
        String part = NAME + ".00000000-0000-0000-0000-000000000000.part";
        for (String file : new String[] {part, "notes.txt"}) {
            Files.write(folder.resolve("claims").resolve(file), DATA);
            age(file, Duration.ofDays(30));
        }

        assertThat(store.deleteOlderThan(Duration.ofDays(7))).isEqualTo(2);
        assertThat(store.read(old, 100)).isEqualTo(new StoredData.Missing());
        assertThat(found(store.read(young, 100))).isEqualTo(DATA);
        assertThat(folder.resolve("claims").resolve(part)).doesNotExist();
        assertThat(folder.resolve("claims").resolve("notes.txt")).exists();
    }

    private void age(String file, Duration age) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve("claims").resolve(file), FileTime.from(NOW.minus(age)));
    }
}
