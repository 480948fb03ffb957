package io.gridgate.handlers.claimcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.testing.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

class HttpsReaderTest {

    private static final String CHUNKED =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n4\r\nmore\r\n0\r\n\r\n";

    @TempDir private Path folder;

    private static Answer raw(String answer) {
        return connection -> {
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    private static String text(StoredData data) {
        assertThat(data).isInstanceOf(StoredData.Found.class);
        return new String(((StoredData.Found) data).data(), StandardCharsets.UTF_8);
    }

    @Test
    void readsWithTheQueryThatTheAddressHas() throws Exception {
        try (var store = StoreFixture.answering(folder, Answer.ok("data"))) {
            var reader = new HttpsReader(List.of(store.at("/c/")), store.http());

            assertThat(text(reader.read(store.at("/c/a%20b?sig=x%2F"), 4))).isEqualTo("data");
            assertThat(store.server().onlyRequest().line())
                    .isEqualTo("GET /c/a%20b?sig=x%2F HTTP/1.1");
        }
    }

    @Test
    void readsNoMoreThanAskedForWhateverIsAnnounced() throws Exception {
        try (var store = StoreFixture.answering(folder, Answer.ok("data5"), raw(CHUNKED))) {
            var reader = new HttpsReader(List.of(store.at("/c/")), store.http());

            assertThat(reader.read(store.at("/c/x"), 4)).isEqualTo(new StoredData.TooLarge());
            assertThat(reader.read(store.at("/c/x"), 7)).isEqualTo(new StoredData.TooLarge());
            assertThat(text(reader.read(store.at("/c/x"), 8))).isEqualTo("datamore");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 410})
    void saysWhatIsNotThere(int status) throws Exception {
        try (var store = StoreFixture.answering(folder, Answer.status(status, "No", "", "gone"))) {
            var reader = new HttpsReader(List.of(store.at("/c/")), store.http());

            assertThat(reader.read(store.at("/c/x"), 8)).isEqualTo(new StoredData.Missing());
        }
    }

    @Test
    void followsNoRedirectAndKeepsTheQueryToItself() throws Exception {
        Answer redirect = Answer.status(302, "Found", "Location: /c/y\r\n", "");
        try (var store = StoreFixture.answering(folder, redirect)) {
            var reader = new HttpsReader(List.of(store.at("/c/")), store.http());

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> reader.read(store.at("/c/x?sig=secret"), 8))
                    .withMessage("%s answered 302 to GET", store.at("/c/x"));
            assertThat(store.server().requests()).hasSize(1);
        }
    }

    @Test
    void waitsForAWholeAnswerOnlySoLong() throws Exception {
        var never = new CountDownLatch(1);
        try (var store =
                StoreFixture.answering(
                        folder,
                        Duration.ofMillis(200),
                        connection -> {
                            String half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf";
                            connection
                                    .getOutputStream()
                                    .write(half.getBytes(StandardCharsets.UTF_8));
                            never.await();
                            return false;
                        })) {
            var reader = new HttpsReader(List.of(store.at("/c/")), store.http());

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> reader.read(store.at("/c/x?sig=secret"), 9))
                    .withMessage("%s gave no whole answer within PT0.2S", store.at("/c/x"));
            never.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://store.example/data/x",
                "HTTPS://STORE.example:443/data/x/y?sig=1",
                "https://store.example/data/x%20y"
            })
    void readsWhatBeginsWithItsPrefix(String address) {
        try (var reader = new HttpsReader(List.of(URI.create("https://store.example/data/")))) {
            assertThat(reader.reads(URI.create(address))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://store.example/data/x",
                "https://store.example/data/",
                "https://store.example/data",
                "https://store.example/database",
                "https://store.example/",
                "https://store.example:8443/data/x",
                "https://store.example.evil.example/data/x",
                "https://evil.example/https://store.example/data/x",
                "https://store.example@evil.example/data/x",
                "https://u:p@store.example/data/x",
                "https://169.254.169.254/data/x",
                "https://store.example/data/../x",
                "https://store.example/data/./x",
                "https://store.example/data/%2e%2E/x",
                "https://store.example/data/..%2fx",
                "https://store.example/data/..%5cx",
                "https://store.example/data//x",
                "https://store.example/data/x#y",
                "file:///data/x",
                "data/x",
                "mailto:x"
            })
    void readsNothingElse(String address) {
        try (var reader = new HttpsReader(List.of(URI.create("https://store.example/data/")))) {
            assertThat(reader.reads(URI.create(address))).isFalse();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reader.read(URI.create(address), 1))
                    .withMessage("not an address of this reader");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/",
                "https://h",
                "https://h/x",
                "https://h/?q/",
                "https://u@h/",
                "https:///x/",
                "https://h/../x/",
                "x/"
            })
    void takesNoPrefixThatSaysTooLittle(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpsReader(List.of(URI.create(prefix))));
        assertThatIllegalArgumentException().isThrownBy(() -> new HttpsReader(List.of()));
    }
}
