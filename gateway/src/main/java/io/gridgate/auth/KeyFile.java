package io.gridgate.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Keeps generated access keys from one start to the next, readable by the owner only. */
public final class KeyFile {

    private static final int KEY_BYTES = 32;

    private KeyFile() {}

    /**
     * Returns the keys in the file; where there is no file, makes two keys of 32 random bytes each
     * and writes it.
     *
     * @param file one key in base64 per line
     * @return the keys
     * @throws IOException if the file can be neither read nor written
     */
    public static AccessKeys readOrCreate(Path file) throws IOException {
        if (Files.exists(file)) {
            List<String> keys = Files.readAllLines(file);
            try {
                return new AccessKeys(keys.stream().filter(line -> !line.isBlank()).toList());
            } catch (IllegalArgumentException e) {
                throw new IOException("bad key file " + file + ": " + e.getMessage(), e);
            }
        }
        List<String> keys = List.of(generate(), generate());
        OwnerOnlyFile.write(file, String.join("\n", keys) + "\n");
        return new AccessKeys(keys);
    }

    private static String generate() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
