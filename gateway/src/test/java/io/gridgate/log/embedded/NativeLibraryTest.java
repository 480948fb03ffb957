package io.gridgate.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

class NativeLibraryTest {

    @TempDir private Path folder;

    @Test
    void unpacksOnceAndLeavesNothingElse() throws Exception {
        Path library = folder.resolve("native/lib.so");
        NativeLibrary.unpack(NativeLibrary.NAME_IN_JAR, library);
        FileTime before = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(library, before);

        NativeLibrary.unpack(NativeLibrary.NAME_IN_JAR, library);

        assertThat(Files.getLastModifiedTime(library)).isEqualTo(before);
        try (Stream<Path> files = Files.list(folder.resolve("native"))) {
            assertThat(files).containsExactly(library);
        }
    }

    @Test
    void replacesALibraryThatWasCut() throws Exception {
        Path library = folder.resolve("lib.so");
        Files.write(library, new byte[10]);

        NativeLibrary.unpack(NativeLibrary.NAME_IN_JAR, library);

        assertThat(Files.size(library)).isGreaterThan(1 << 20);
    }

    @Test
    void saysWhenThePlatformHasNoLibrary() {
        assertThatThrownBy(() -> NativeLibrary.unpack("no-such-library.so", folder.resolve("x")))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("no-such-library.so");
    }
}
