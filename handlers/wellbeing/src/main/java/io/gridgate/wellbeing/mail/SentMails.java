package io.gridgate.wellbeing.mail;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mails that were sent, one line of JSON each, by idempotency key. Safe for many threads. */
final class SentMails implements AutoCloseable {

    /** A mail. */
    record Mail(String key, String messageId, String to, String text) {}

    /** What became of a request to send one. */
    record Receipt(String messageId, boolean repeated) {}

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, Mail> byKey = new LinkedHashMap<>();
    private final FileChannel file;

    SentMails(Path path) throws IOException {
        if (Files.exists(path)) {
            String text = Files.readString(path);
            // A kill can cut the last line short: that mail was not confirmed.
            int whole = text.lastIndexOf('\n') + 1;
            for (String line : text.substring(0, whole).lines().toList()) {
                Mail mail = MAPPER.readValue(line, Mail.class);
                byKey.put(mail.key(), mail);
            }
            Files.writeString(path, text.substring(0, whole));
        }
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Sends a mail, unless one with this key was sent before. */
    synchronized Receipt send(String key, String to, String text) throws IOException {
        Mail known = byKey.get(key);
        if (known != null) {
            return new Receipt(known.messageId(), true);
        }
        Mail mail = new Mail(key, "m-" + (byKey.size() + 1), to, text);
        String line = MAPPER.writeValueAsString(mail) + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        byKey.put(key, mail);
        return new Receipt(mail.messageId(), false);
    }

    synchronized List<Mail> all() {
        return List.copyOf(byKey.values());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
