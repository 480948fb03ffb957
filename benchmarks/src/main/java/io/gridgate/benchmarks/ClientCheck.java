package io.gridgate.benchmarks;

import io.gridgate.benchmarks.load.HttpRequest;
import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.Publishing;
import io.gridgate.benchmarks.load.SampleEvents;
import io.gridgate.benchmarks.report.Spread;
import io.gridgate.benchmarks.report.TextTable;
import io.gridgate.benchmarks.scenario.Effort;
import io.gridgate.benchmarks.server.Launch;
import io.gridgate.benchmarks.server.ServerProcess;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares the load client with wrk on the bare handler, in turn. */
final class ClientCheck {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");

    private final Launch launch;
    private final Effort effort;

    ClientCheck(Launch launch, Effort effort) {
        this.launch = launch;
        this.effort = effort;
    }

    /** Returns what was found, as text. */
    String run() throws IOException, InterruptedException {
        try (ServerProcess bare = launch.bare();
                LoadClient own =
                        new LoadClient(
                                bare.address("httpUrl"),
                                Stream.generate(ClientCheck::dialogue)
                                        .limit(effort.connections())
                                        .toList(),
                                effort.clientThreads())) {
            own.saturate(effort.warmUp());
            List<Double> ownRates = new ArrayList<>();
            List<Double> wrkRates = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < effort.repetitions(); i++) {
                ownRates.add(own.saturate(effort.window()).requestsPerSecond());
                wrkRates.add(wrk(bare.address("httpUrl")));
                ratios.add(ownRates.getLast() / wrkRates.getLast());
            }
            return "requests/s on the bare handler: own client %s, wrk %s, ratio %s%n"
                    .formatted(
                            TextTable.withSpread(Spread.of(ownRates)),
                            TextTable.withSpread(Spread.of(wrkRates)),
                            TextTable.withSpread(Spread.of(ratios)));
        }
    }

    private double wrk(InetSocketAddress address) throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        "wrk",
                        "--threads=" + effort.clientThreads(),
                        "--connections=" + effort.connections(),
                        "--duration=" + effort.window().toSeconds() + "s",
                        "--script=" + script(),
                        "http://127.0.0.1:" + address.getPort() + "/");
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new IOException("wrk is needed for this check; install the package wrk", e);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher rate = RATE.matcher(output);
        if (!rate.find()) {
            throw new IOException("wrk said: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    private Path script() throws IOException {
        String body =
                new String(new SampleEvents(1).next(), StandardCharsets.UTF_8)
                        .replace("\"", "\\\"");
        return Files.writeString(
                Files.createDirectories(launch.checkout().work()).resolve("post.lua"),
                """
                wrk.method = "POST"
                wrk.headers["Content-Type"] = "application/cloudevents+json"
                wrk.body = "%s"
                """
                        .formatted(body));
    }

    private static Publishing dialogue() {
        return Publishing.single(
                new HttpRequest("/", List.of("Content-Type: application/cloudevents+json")));
    }
}
