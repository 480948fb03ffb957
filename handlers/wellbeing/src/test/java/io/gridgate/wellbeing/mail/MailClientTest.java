package io.gridgate.wellbeing.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@Timeout(120)
class MailClientTest {

    private static final int MAILS = 12;

    @TempDir private Path folder;

    @Test
    void getsEachMailThroughOnceInSpiteOfFaults() throws Exception {
        Path sent = folder.resolve("sent.jsonl");
        try (MailService service = new MailService(0, sent, 7);
                MailClient client = new MailClient(service.uri())) {
            for (int i = 0; i < MAILS; i++) {
                sendUntilConfirmed(client, "key-" + i);
            }
        }
        List<String> lines = Files.readAllLines(sent);
        assertThat(lines).hasSize(MAILS);
        for (int i = 0; i < MAILS; i++) {
            assertThat(lines.get(i)).contains("\"key\":\"key-" + i + "\"");
        }
    }

    private static void sendUntilConfirmed(MailClient client, String key) throws Exception {
        for (int i = 0; i < 20; i++) {
            try {
                assertThat(client.send(key, "jane", "x")).startsWith("m-");
                return;
            } catch (IOException e) {
                // As a worker does: again, with the same key.
            }
        }
        throw new AssertionError(key + " was not confirmed");
    }

    @Test
    void failsWhereNobodyListens() throws Exception {
        MailService gone = new MailService(0, folder.resolve("none.jsonl"), 1);
        gone.close();
        try (MailClient client = new MailClient(gone.uri())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> client.send("k", "jane", "x"));
        }
    }
}
