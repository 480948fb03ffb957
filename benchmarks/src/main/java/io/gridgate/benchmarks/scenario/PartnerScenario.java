package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.SignedPool;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.ServerProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A partner's signed event to a gateway whose namespace cannot be reached, so that accepting is all
 * it does.
 */
final class PartnerScenario implements Scenario {

    private static final String SECRET = "benchmark secret of 32 characters";
    private static final int FIRST_GUESS_PER_SECOND = 25_000;
    private static final double RESERVE = 1.6;

    @Override
    public String name() {
        return "partner-hmac";
    }

    @Override
    public String about() {
        return "partner POST with HMAC and contract check, one event";
    }

    @Override
    public List<Figure> run(Lab lab) throws InterruptedException {
        SignedPool pool =
                new SignedPool(
                        "/partners/contoso/shop",
                        List.of("Content-Type: application/cloudevents+json"),
                        "x-signature: sha256=",
                        SECRET);
        Path folder = lab.launch().emptyFolder("gateway");
        ServerProcess server =
                lab.launch()
                        .product(
                                "gateway",
                                List.of(),
                                List.of("gateway", "--json", "--config=" + settings(folder)));
        try (Side bare = Side.bare(lab);
                Side product =
                        Side.of(
                                lab,
                                "gateway",
                                server,
                                "gatewayUrl",
                                pool::dialogue,
                                LoadClient::saturate)) {
            Contest contest =
                    Contest.run(
                            lab,
                            bare,
                            product,
                            (window, last) -> {
                                double perSecond = last == 0 ? FIRST_GUESS_PER_SECOND : last;
                                pool.fill((int) (perSecond * RESERVE * window.toMillis() / 1000));
                            });
            return List.of(contest.figure(this, Target.atLeast(0.40, 0.30)));
        }
    }

    private static Path settings(Path folder) {
        String text =
                """
                data-folder: data
                listener:
                  http-port: 0
                gateway:
                  upstream:
                    endpoint: https://127.0.0.1:9
                    key: nobody listens there
                  partners:
                    contoso:
                      status-keys: ["benchmark status key of a partner"]
                      sources:
                        shop:
                          scheme: cloudevents
                          secrets: ["%s"]
                          hmac: {header: x-signature, encoding: hex, prefix: "sha256="}
                          topic: orders
                """
                        .formatted(SECRET);
        try {
            return Files.writeString(folder.resolve("gridgate.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
