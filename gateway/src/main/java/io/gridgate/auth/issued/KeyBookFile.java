package io.gridgate.auth.issued;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.gridgate.auth.OwnerOnlyFile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The book in a file, readable by its owner only, with digests and no keys. Changes replace the
 * file as a whole, one process after the other, so that a reader never sees half of one.
 *
 * @param file the file; there need not be one
 */
public record KeyBookFile(Path file) {

    /** Its name in the data folder of a gateway. */
    public static final String NAME = "partner-keys.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BYTES_MAX = 16L << 20;
    private static final int VERSION = 1;

    /**
     * {@return the book; an empty one where there is no file}
     *
     * @throws IOException if the file cannot be read, or is not a book; the message says where
     */
    public KeyBook read() throws IOException {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new IOException(file + ": is larger than " + BYTES_MAX + " bytes");
            }
            JsonNode root = JSON.readTree(file.toFile());
            if (root.path("version").asInt() != VERSION) {
                throw new IOException(file + ": is no key book of version " + VERSION);
            }
            List<IssuedKey> keys = new ArrayList<>();
            for (JsonNode key : root.path("keys")) {
                keys.add(read(key));
            }
            return new KeyBook(keys);
        } catch (NoSuchFileException e) {
            return KeyBook.EMPTY;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Changes the book.
     *
     * @param change makes the new book of the old one; what it throws leaves the file as it is
     * @return the new book
     * @throws IOException if the file can be neither read nor written
     */
    public KeyBook update(UnaryOperator<KeyBook> change) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("not a file: " + file);
        }
        Files.createDirectories(folder);
        Path lock = file.resolveSibling(file.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            KeyBook book = change.apply(read());
            OwnerOnlyFile.write(
                    file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree(book)));
            return book;
        }
    }

    private static IssuedKey read(JsonNode key) {
        return new IssuedKey(
                new KeyOwner(key.path("partner").asText(), key.path("source").asText("")),
                key.path("name").asText(),
                key.path("sha256").asText(""),
                Instant.parse(key.path("made").asText()),
                time(key, "notBefore"),
                time(key, "notAfter"),
                time(key, "revoked"));
    }

    private static @Nullable Instant time(JsonNode key, String name) {
        return key.has(name) ? Instant.parse(key.path(name).asText()) : null;
    }

    private static ObjectNode tree(KeyBook book) {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION);
        ArrayNode keys = root.putArray("keys");
        for (IssuedKey key : book.keys()) {
            ObjectNode entry = keys.addObject();
            entry.put("partner", key.owner().partner());
            put(entry, "source", key.owner().source());
            entry.put("name", key.name());
            put(entry, "sha256", key.sha256());
            entry.put("made", key.made().toString());
            put(entry, "notBefore", key.notBefore());
            put(entry, "notAfter", key.notAfter());
            put(entry, "revoked", key.revoked());
        }
        return root;
    }

    private static void put(ObjectNode entry, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            entry.put(name, value.toString());
        }
    }
}
