package io.gridgate.handlers.claimcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.azure.core.credential.AccessToken;

import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.RecordedRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.OffsetDateTime;

class BlobStoreTest {

    private static final String NAME = "ab".repeat(32);
    private static final Answer CREATED = Answer.status(201, "Created", "", "");

    @TempDir private Path folder;

    @Test
    void putsReadsAndDeletesWithASignature() throws Exception {
        try (var azure =
                StoreFixture.answering(
                        folder,
                        CREATED,
                        Answer.ok("stored"),
                        Answer.status(202, "Accepted", "", ""),
                        Answer.status(404, "Not Found", "", ""),
                        Answer.status(404, "Not Found", "", ""))) {
            BlobStore store =
                    BlobStore.withSignature(azure.at("/claims"), "?sv=1&sig=a%2Fb", azure.http());

            URI blob = store.put(NAME, "stored".getBytes(StandardCharsets.UTF_8));
            StoredData read = store.read(blob, 100);

            assertThat(blob).isEqualTo(azure.at("/claims/" + NAME));
            assertThat(read)
                    .isInstanceOfSatisfying(
                            StoredData.Found.class,
                            found -> assertThat(found.data()).asString().isEqualTo("stored"));
            assertThat(store.delete(blob)).isTrue();
            assertThat(store.delete(blob)).isFalse();
            assertThat(store.read(blob, 100)).isEqualTo(new StoredData.Missing());
            String target = " /claims/" + NAME + "?sv=1&sig=a%2Fb HTTP/1.1";
            assertThat(azure.server().requests())
                    .extracting(RecordedRequest::line)
                    .containsExactly(
                            "PUT" + target,
                            "GET" + target,
                            "DELETE" + target,
                            "DELETE" + target,
                            "GET" + target);
            RecordedRequest put = azure.server().requests().getFirst();
            assertThat(put.body()).isEqualTo("stored");
            assertThat(put.headers())
                    .containsEntry("x-ms-blob-type", "BlockBlob")
                    .containsEntry("x-ms-version", "2021-12-02")
                    .containsEntry("content-type", "application/octet-stream")
                    .containsKey("x-ms-date")
                    .doesNotContainKey("authorization");
        }
    }

    @Test
    void comesWithATokenOfItsIdentity() throws Exception {
        try (var azure = StoreFixture.answering(folder, CREATED)) {
            BlobStore store =
                    BlobStore.withIdentity(
                            azure.at("/claims/"),
                            request ->
                                    Mono.just(
                                            new AccessToken(
                                                    "token for " + request.getScopes(),
                                                    OffsetDateTime.MAX)),
                            azure.http());

            assertThat(store.put(NAME, new byte[1])).isEqualTo(azure.at("/claims/" + NAME));
            assertThat(azure.server().onlyRequest().header("authorization"))
                    .isEqualTo("Bearer token for [https://storage.azure.com/.default]");
        }
    }

    @Test
    void saysWhatTheStorageAnsweredWithoutTheSignature() throws Exception {
        try (var azure = StoreFixture.answering(folder, Answer.status(403, "No", "", "secret"))) {
            BlobStore store =
                    BlobStore.withSignature(azure.at("/claims"), "sig=secret", azure.http());
            URI blob = azure.at("/claims/" + NAME);

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> store.put(NAME, new byte[1]))
                    .withMessage("%s answered 403 to PUT", blob);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> store.read(blob, 1))
                    .withMessage("%s answered 403 to GET", blob);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> store.delete(blob))
                    .withMessage("%s answered 403 to DELETE", blob);
        }
    }

    @Test
    void asksNobodyAboutAnotherAddress() throws Exception {
        try (var azure = StoreFixture.answering(folder, CREATED)) {
            BlobStore store =
                    BlobStore.withSignature(azure.at("/claims"), "sig=secret", azure.http());
            for (String path : new String[] {"/other/" + NAME, "/claims/" + NAME + "?x"}) {
                assertThat(store.reads(azure.at(path))).isFalse();
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> store.read(azure.at(path), 1));
                assertThatIllegalArgumentException().isThrownBy(() -> store.delete(azure.at(path)));
            }
            assertThat(azure.server().requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a.blob.core.windows.net/c", "https:///c", "c"})
    void takesNoContainerThatIsNone(String container) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlobStore.withSignature(URI.create(container), "sig=x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "sig=#", "sig=x\r\n"})
    void takesNoSignatureThatIsNone(String signature) {
        URI container = URI.create("https://a.blob.core.windows.net/c");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BlobStore.withSignature(container, signature))
                .withMessage("a shared access signature must be a query, sv=…&sig=…");
    }
}
