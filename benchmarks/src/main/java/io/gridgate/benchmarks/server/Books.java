package io.gridgate.benchmarks.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the product says it did, summed over its event subscriptions.
 *
 * @param matched events that a subscription wanted
 * @param acknowledged events settled
 * @param pending events still to be settled
 */
public record Books(long matched, long acknowledged, long pending) {

    /** Asks one running process for its books. Safe for any thread. */
    public static final class Keeper implements AutoCloseable {

        private final HttpClient http = HttpClient.newHttpClient();
        private final ObjectMapper json = new ObjectMapper();
        private final HttpRequest question;
        private final String role;

        /**
         * Prepares the question.
         *
         * @param base where the process serves
         * @param folder the folder with its admin keys
         * @param role the role whose books they are
         */
        public Keeper(String base, Path folder, String role) {
            this.role = role;
            try {
                String key = Files.readAllLines(folder.resolve("admin-keys")).getFirst();
                question =
                        HttpRequest.newBuilder(URI.create(base).resolve("/admin/tally"))
                                .header("Authorization", "Bearer " + key)
                                .build();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the admin key", e);
            }
        }

        /** {@return the books as they are now} */
        public Books ask() throws InterruptedException {
            try {
                String answer = http.send(question, HttpResponse.BodyHandlers.ofString()).body();
                Books sum = new Books(0, 0, 0);
                for (JsonNode row : json.readTree(answer).path("subscriptions")) {
                    if (row.path("role").asText().equals(role)) {
                        sum = sum.and(row);
                    }
                }
                return sum;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot ask for the books", e);
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }

    private Books and(JsonNode row) {
        return new Books(
                matched + row.path("matched").asLong(),
                acknowledged + row.path("acknowledged").asLong(),
                pending + row.path("pending").asLong());
    }
}
