package io.gridgate.handlers.claimcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.JsonCloudEvent;

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

class ClaimCheckTest {

    private static final String HEAD =
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\",\"n\":1.10";

    @TempDir private Path folder;
    private FolderStore store;

    @BeforeEach
    void makeStore() {
        store = new FolderStore(folder, URI.create("https://claims.internal/"));
    }

    private static JsonCloudEvent event(String members) {
        return JsonCloudEvent.of((HEAD + members + "}").getBytes(StandardCharsets.UTF_8));
    }

    /** An event of so many bytes in all. */
    private static JsonCloudEvent eventOf(int bytes) {
        int text = bytes - HEAD.length() - ",\"data\":\"\"}".length();
        return event(",\"data\":\"" + "x".repeat(text) + "\"");
    }

    @Test
    void leavesAnEventThatIsSmallEnoughAsItIs() throws Exception {
        JsonCloudEvent largest = eventOf(1_000);

        assertThat(new ClaimCheck(store, 1_000).checkIn(largest)).isSameAs(largest);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void putsTheAddressLengthAndDigestInTheDatasPlace() throws Exception {
        JsonCloudEvent small = new ClaimCheck(store, 1_000).checkIn(eventOf(1_001));

        byte[] data = eventOf(1_001).getData().toBytes();
        String address = small.attributeText("dataref");
        assertThat(new String(small.json(), StandardCharsets.UTF_8))
                .isEqualTo(
                        HEAD
                                + ",\"datadigest\":\"%s\",\"datalength\":%d,\"dataref\":\"%s\"}"
                                        .formatted(DataDigest.of(data), data.length, address));
        assertThat(store.read(URI.create(address), 2_000))
                .isInstanceOfSatisfying(
                        StoredData.Found.class, found -> assertThat(found.data()).isEqualTo(data));
    }

    @Test
    void storesTheSameEventOnceAndAnotherBesideIt() throws Exception {
        ClaimCheck claimCheck = new ClaimCheck(store, 1_000);
        CloudEvent first = claimCheck.checkIn(eventOf(1_001));

        assertThat(claimCheck.checkIn(eventOf(1_001))).isEqualTo(first);
        assertThat(claimCheck.checkIn(eventOf(1_002))).isNotEqualTo(first);
        assertThat(folder).isDirectoryContaining(file -> file.endsWith(name(first)));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    private static String name(CloudEvent event) {
        String address = String.valueOf(event.getExtension("dataref"));
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @Test
    void storesDataInBase64AsTheBytesThatTheyAre() throws Exception {
        JsonCloudEvent small =
                new ClaimCheck(store, 1_000)
                        .checkIn(event(",\"data_base64\":\"" + "AAEC".repeat(300) + "\""));

        assertThat(small.getExtension("datalength")).isEqualTo(900);
        assertThat(small.getData()).isNull();
        assertThat(folder.resolve(name(small))).hasSize(900);
    }

    @Test
    void leavesAnEventThatIsBigByItsAttributesAlone() throws Exception {
        JsonCloudEvent event = event(",\"x\":\"" + "x".repeat(1_000) + "\"");

        assertThat(new ClaimCheck(store, 1_000).checkIn(event)).isSameAs(event);
    }

    @Test
    void refusesToReplaceADatarefOfSomebodyElse() {
        JsonCloudEvent event = event(",\"dataref\":\"x\",\"data\":\"" + "x".repeat(1_000) + "\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimCheck(store, 1_000).checkIn(event))
                .withMessageContaining("a dataref already");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void sendsNothingWhereTheStoreTakesNothing() throws Exception {
        Files.delete(folder);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ClaimCheck(store, 1_000).checkIn(eventOf(1_001)));
    }

    @ParameterizedTest
    @ValueSource(ints = {999, 1_000_001})
    void holdsItsLimitToItsBounds(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimCheck(store, bytes))
                .withMessage("eventBytesMax is %d, must be 1000 to 1000000", bytes);
    }
}
