package io.gridgate.wellbeing.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.wellbeing.mail.SentMails.Mail;
import io.gridgate.wellbeing.mail.SentMails.Receipt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

class SentMailsTest {

    @TempDir private Path folder;

    @Test
    void sendsOnceForAKeyThroughARestartInTheMiddleOfALine() throws Exception {
        Path file = folder.resolve("sent.jsonl");
        try (SentMails mails = new SentMails(file)) {
            assertThat(mails.send("a", "jane", "x")).isEqualTo(new Receipt("m-1", false));
            assertThat(mails.send("a", "jane", "x")).isEqualTo(new Receipt("m-1", true));
        }
        Files.writeString(file, "{\"key\":\"b\",\"mess", StandardOpenOption.APPEND);
        try (SentMails mails = new SentMails(file)) {
            assertThat(mails.send("a", "jane", "x")).isEqualTo(new Receipt("m-1", true));
            assertThat(mails.send("b", "joe", "y")).isEqualTo(new Receipt("m-2", false));
        }
        try (SentMails mails = new SentMails(file)) {
            assertThat(mails.all())
                    .containsExactly(
                            new Mail("a", "m-1", "jane", "x"), new Mail("b", "m-2", "joe", "y"));
        }
    }
}
