package io.gridgate.wellbeing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Prints the status of all running instances. */
final class StatusCommand {

    private StatusCommand() {}

    static void print(int port, PrintStream out) throws IOException, InterruptedException {
        URI status = URI.create("http://127.0.0.1:" + port + "/status");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer =
                    http.send(HttpRequest.newBuilder(status).build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(status + " answered " + answer.statusCode());
            }
            out.print(text(new ObjectMapper().readTree(answer.body())));
        } catch (ConnectException e) {
            throw new IOException("nothing answers at " + status + "; does the sample run?", e);
        }
    }

    static String text(JsonNode status) {
        StringBuilder text = new StringBuilder();
        text.append(
                "By %s: HR was told %d times, %d wait%n"
                        .formatted(
                                status.path("style").asText(),
                                status.path("told").asLong(),
                                status.path("open").size()));
        String row = "%-48s %-36s %s%n";
        if (!status.path("open").isEmpty()) {
            text.append(row.formatted("EMPLOYEE/DAY", "WAITS FOR", "ASKS AGAIN"));
        }
        for (JsonNode open : status.path("open")) {
            List<String> types = new ArrayList<>();
            open.path("waitingFor").forEach(type -> types.add(type.asText()));
            text.append(
                    row.formatted(
                            open.path("subject").asText(),
                            String.join(" ", types),
                            open.path("askingAgainAt").asText()));
        }
        return text.toString();
    }
}
