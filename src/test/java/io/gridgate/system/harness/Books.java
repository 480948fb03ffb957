package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The product's own counts for one role, summed over event subscriptions.
 *
 * @param accepted events that some subscription wanted
 * @param acknowledged events settled
 * @param dead events given up
 * @param pending events still to be settled, leased ones included
 * @param leased events under a lock
 */
public record Books(long accepted, long acknowledged, long dead, long pending, long leased) {

    /**
     * Asks a running process.
     *
     * @param base its address
     * @param dataFolder its data folder, where the admin key is
     * @param role whose books
     */
    public static Books ask(URI base, Path dataFolder, String role) throws IOException {
        String key = Files.readAllLines(dataFolder.resolve("admin-keys")).getFirst();
        try (Http http = Http.plain()) {
            Answer answer =
                    http.get(
                            base.resolve("/admin/tally"), Map.of("Authorization", "Bearer " + key));
            if (answer.status() != 200) {
                throw new IOException("asked for the books, was answered " + answer);
            }
            return of(answer.json(), role);
        }
    }

    /** Returns whether every event is accounted for. */
    public boolean balanced() {
        return accepted == acknowledged + dead + pending;
    }

    private static Books of(JsonNode tally, String role) {
        Books sum = new Books(0, 0, 0, 0, 0);
        for (JsonNode row : tally.get("subscriptions")) {
            if (row.get("role").asText().equals(role)) {
                sum = sum.plus(row);
            }
        }
        return sum;
    }

    private Books plus(JsonNode row) {
        return new Books(
                accepted + row.get("matched").asLong(),
                acknowledged + row.get("acknowledged").asLong(),
                dead + row.get("deadLettered").asLong(),
                pending + row.get("pending").asLong(),
                leased + row.get("leased").asLong());
    }
}
