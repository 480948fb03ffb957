package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.contract.LiveContracts.Refresh;
import io.gridgate.log.FakeClock;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What becomes of a folder that is changed while a gateway runs. */
final class LiveContractsTest {

    private static final ContractId ONE = new ContractId(ContractFolder.TYPE, 1);
    private static final ContractId TWO = new ContractId(ContractFolder.TYPE, 2);

    @TempDir private Path folder;
    private final FakeClock clock = new FakeClock();
    private ContractFolder contracts;
    private LiveContracts live;
    private int changes;

    @BeforeEach
    void open() {
        contracts = new ContractFolder(folder).withSchema("{\"maximum\": 1}");
        live = LiveContracts.open(folder, clock);
    }

    @Test
    void doesNothingWhereNothingWasChanged() {
        assertThat(live.refresh()).isEqualTo(new Refresh.Unchanged());
        assertThat(live.status().replaced()).isZero();
    }

    @Test
    void takesAChangedFile() throws IOException {
        change("1.json", "{\"maximum\": 5}");
        clock.advance(Duration.ofMinutes(1));

        assertThat(live.refresh()).isEqualTo(new Refresh.Replaced(List.of(ONE)));
        assertThat(check("3")).isInstanceOf(Conforms.class);
        assertThat(live.status().replaced()).isEqualTo(1);
        assertThat(live.status().loadedAt()).isEqualTo(clock.instant());
        assertThat(live.refresh()).isEqualTo(new Refresh.Unchanged());
    }

    @Test
    void takesANewVersionAndOneThatIsGone() throws IOException {
        change("2.json", "{\"maximum\": 9}");
        assertThat(live.refresh()).isEqualTo(new Refresh.Replaced(List.of(ONE, TWO)));
        assertThat(check("7")).isInstanceOf(Conforms.class);

        Files.delete(folder.resolve(TWO + ".json"));
        assertThat(live.refresh()).isEqualTo(new Refresh.Replaced(List.of(ONE)));
        assertThat(check("7")).isInstanceOf(Violates.class);
    }

    @Test
    void keepsTheOldOnesWhereTheChangedOnesCannotBeUsed() throws IOException {
        Instant before = live.status().loadedAt();
        change("1.json", "{\"maximum\": \"5\"}");
        clock.advance(Duration.ofMinutes(1));
        String reason = folder.resolve(ONE + ".json") + ": at /maximum: must be number, is string";

        assertThat(live.refresh()).isEqualTo(new Refresh.Refused(reason));
        assertThat(check("1")).isInstanceOf(Conforms.class);
        assertThat(check("3")).isInstanceOf(Violates.class);
        assertThat(live.status().refusal()).contains(reason);
        assertThat(live.status().loadedAt()).isEqualTo(before);
        assertThat(live.refresh()).isEqualTo(new Refresh.Unchanged());

        change("1.json", "{\"maximum\": 5}");
        assertThat(live.refresh()).isInstanceOf(Refresh.Replaced.class);
        assertThat(live.status().refusal()).isEmpty();
        assertThat(live.status().refused()).isEqualTo(1);
    }

    @Test
    void keepsTheOldOnesWhereTheFolderIsGone() throws IOException {
        Path away = folder.resolveSibling(folder.getFileName() + ".away");
        Files.move(folder, away);

        assertThat(live.refresh())
                .isEqualTo(new Refresh.Refused(folder + ": is not a folder that can be read"));
        assertThat(check("1")).isInstanceOf(Conforms.class);

        Files.move(away, folder);
        assertThat(live.refresh()).isInstanceOf(Refresh.Replaced.class);
    }

    @Test
    void doesNotReadAgainForAnExample() throws IOException {
        change("examples/1.valid.one.json", "1");

        assertThat(live.refresh()).isEqualTo(new Refresh.Unchanged());
    }

    @Test
    void doesNotBeginWithAFolderThatCannotBeUsed() {
        contracts.withSchema("{");

        assertThatThrownBy(() -> LiveContracts.open(folder, clock))
                .isInstanceOf(ContractException.class);
    }

    /** Writes a file with a time of its own, however coarse those of the file system are. */
    private void change(String file, String content) throws IOException {
        contracts.with(ContractFolder.TYPE + "/" + file, content);
        changes++;
        Files.setLastModifiedTime(
                folder.resolve(ContractFolder.TYPE).resolve(file),
                FileTime.from(Instant.parse("2026-11-21T08:00:00Z").plusSeconds(changes)));
    }

    private ContractResult check(String data) {
        return ContractFolder.check(live.current(), data);
    }
}
