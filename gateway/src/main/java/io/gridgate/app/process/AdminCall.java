package io.gridgate.app.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Calls the admin API of a running process.
 *
 * @param base where the process listens, http or https
 * @param key an admin key
 * @param timeout longest time for an answer
 */
public record AdminCall(URI base, String key, Duration timeout) {

    /**
     * What the process said.
     *
     * @param status the HTTP status
     * @param body the body
     */
    public record Answer(int status, String body) {}

    /**
     * Makes calls with the first key of a file.
     *
     * @param base where the process listens
     * @param keys the file; the process has it in its data folder
     * @param timeout longest time for an answer
     * @return the calls
     * @throws StartException if the file cannot be read or has no key
     */
    public static AdminCall withKeyOf(URI base, Path keys, Duration timeout) {
        try {
            String key =
                    Files.readAllLines(keys).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                            .findFirst()
                            .orElseThrow(() -> new StartException(keys + " has no admin key"));
            return new AdminCall(base, key, timeout);
        } catch (IOException e) {
            throw new StartException(keys + ": the admin keys cannot be read: " + e, e);
        }
    }

    /**
     * Gets something.
     *
     * @param path path and query
     * @return the answer
     * @throws StartException if there is none
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Answer get(String path) throws InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /**
     * Asks for something to be done.
     *
     * @param path path and query
     * @param body the body, empty for none
     * @return the answer
     * @throws StartException if there is none; it may be done or not
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Answer post(String path, byte[] body) throws InterruptedException {
        return send(
                HttpRequest.newBuilder(base.resolve(path))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            HttpResponse<String> answer =
                    client.send(
                            request.timeout(timeout)
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new StartException(base + " does not answer: " + e, e);
        }
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "AdminCall[" + base + "]";
    }
}
