package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An event whose bytes look like a frame is an event, also where a crash tore its round. */
class ImitationTest {

    private static final StoreOptions OPTIONS = new StoreOptions(1 << 20);
    private static final SegmentName FIRST = SegmentName.single(1);

    @TempDir private Path folder;

    @Test
    void takesATornEventThatImitatesAConfirmationForATornEvent() throws IOException {
        Path live = folder.resolve("live");
        Path crashed = Files.createDirectories(folder.resolve("crashed"));
        try (SegmentStore store = SegmentStore.open(live, OPTIONS)) {
            Round round = new Round();
            round.put(Kind.META, 1, 1, new byte[] {7});
            store.write(round, true);
            Files.copy(FIRST.log(live), FIRST.log(crashed));
        }
        ByteBuffer imitation = ByteBuffer.allocate(Frame.HEADER_BYTES);
        new Frame.Header(90, 89, 1, 0, 0, 0, 0).write(imitation);
        try (FileChannel file = FileChannel.open(FIRST.log(crashed), StandardOpenOption.WRITE)) {
            file.write(imitation.flip(), 64 << 10);
        }

        try (SegmentStore store = SegmentStore.open(crashed, OPTIONS)) {
            assertThat(store.settings(1).get(1L)).containsExactly(7);
        }
    }
}
