package io.gridgate.auth.issued;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.auth.issued.IssuedKey.State;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

final class KeyBookTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final KeyOwner ORDERS = new KeyOwner("acme", "orders");
    private static final String DIGEST = HexFormat.of().formatHex(KeyText.sha256("gridgate_test"));

    @TempDir private Path folder;

    @Test
    void aKeyIsLongRandomAndRecognisable() {
        String key = KeyText.make(new Random(1));

        assertThat(key).matches(KeyText.PATTERN).isNotEqualTo(KeyText.make(new Random(2)));
        assertThat(KeyText.isKey(key)).isTrue();
        char wrong = key.charAt(20) == 'x' ? 'y' : 'x';
        assertThat(KeyText.isKey(key.substring(0, 20) + wrong + key.substring(21))).isFalse();
        assertThat(KeyText.isKey("gridgate_short")).isFalse();
    }

    @Test
    void keysBeginAndEnd() {
        IssuedKey key =
                made(KeyBook.EMPTY, "k", NOW.plusSeconds(10), NOW.plusSeconds(20))
                        .keys()
                        .getFirst();

        assertThat(key.stateAt(NOW.plusSeconds(9))).isEqualTo(State.NOT_YET);
        assertThat(key.stateAt(NOW.plusSeconds(10))).isEqualTo(State.LIVE);
        assertThat(key.stateAt(NOW.plusSeconds(20))).isEqualTo(State.EXPIRED);
    }

    @Test
    void anOwnerHasEightOpenKeysAtMost() {
        KeyBook book = KeyBook.EMPTY;
        for (int i = 0; i < 8; i++) {
            book = made(book, "", null, null);
        }
        KeyBook full = book;

        assertThat(full.live(ORDERS, NOW)).hasSize(8);
        assertThatThrownBy(() -> made(full, "", null, null)).hasMessageContaining("revoke one");
        KeyBook room = made(full.revoke(ORDERS, "key-3", NOW), "", null, null);
        assertThat(room.live(ORDERS, NOW)).hasSize(8);
        assertThat(room.keys().getLast().name()).isEqualTo("key-9");
        assertThat(room.live(new KeyOwner("acme", ""), NOW)).isEmpty();
    }

    @Test
    void forgetsKeysThatHaveBeenOverForNinetyDays() {
        KeyBook book = made(KeyBook.EMPTY, "a", null, NOW.plusSeconds(1));
        book = made(book, "b", null, null).revoke(ORDERS, "b", NOW);
        Instant later = NOW.plus(KeyBook.REMEMBERED).plusSeconds(1);

        KeyBook after = book.make(ORDERS, Optional.of("c"), DIGEST, null, null, later);
        KeyBook last =
                after.make(ORDERS, Optional.of("d"), DIGEST, null, null, later.plusSeconds(1));

        assertThat(after.keys()).extracting(IssuedKey::name).containsExactly("a", "c");
        assertThat(last.keys()).extracting(IssuedKey::name).containsExactly("c", "d");
    }

    @Test
    void whatIsOverStaysOver() {
        KeyBook book = made(KeyBook.EMPTY, "a", null, null).revoke(ORDERS, "a", NOW);

        assertThat(book.keys().getFirst().sha256()).isEmpty();
        assertThatThrownBy(() -> book.revoke(ORDERS, "a", NOW)).hasMessageContaining("already");
        assertThatThrownBy(() -> book.expire(ORDERS, "a", NOW.plus(Duration.ofDays(1)), NOW))
                .hasMessageContaining("is over already");
    }

    @Test
    void aFileHoldsAllOfItForItsOwnerAlone() throws IOException {
        KeyBookFile file = new KeyBookFile(folder.resolve("made/partner-keys.json"));
        assertThat(file.read()).isEqualTo(KeyBook.EMPTY);

        KeyBook written =
                file.update(book ->
                        made(made(book, "a", NOW, NOW.plusSeconds(9)), "b", null, null)
                                .revoke(ORDERS, "b", NOW));

        assertThat(file.read()).isEqualTo(written);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.file())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"version\":2}",
                "not JSON",
                "{\"version\":1,\"keys\":[{\"name\":\"a\"}]}",
                "{\"version\":1,\"keys\":[{\"name\":\"a\",\"made\":\"2026-11-21T08:00:00Z\"}]}"
            })
    void aFileThatIsNoBookIsRefusedAndLeftAlone(String text) throws IOException {
        KeyBookFile file = new KeyBookFile(folder.resolve("partner-keys.json"));
        Files.writeString(file.file(), text);

        assertThatThrownBy(file::read).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> file.update(book -> book)).isInstanceOf(IOException.class);
        assertThat(file.file()).hasContent(text);
    }

    private static KeyBook made(KeyBook book, String name, Instant notBefore, Instant notAfter) {
        return book.make(
                ORDERS,
                name.isEmpty() ? Optional.empty() : Optional.of(name),
                DIGEST,
                notBefore,
                notAfter,
                NOW);
    }
}
