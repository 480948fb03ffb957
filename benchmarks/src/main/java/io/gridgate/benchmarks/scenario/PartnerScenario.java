package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.LoadClient;
import io.gridgate.benchmarks.load.SampleEvents;
import io.gridgate.benchmarks.load.SignedPool;
import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.Target;
import io.gridgate.benchmarks.server.Books;
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
    private static final String CONTRACT =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "required": ["customer", "currency", "total", "lines"],
              "additionalProperties": false,
              "properties": {
                "customer": {"type": "string", "minLength": 1, "maxLength": 64},
                "currency": {"enum": ["EUR", "USD", "CHF"]},
                "total": {"type": "number", "exclusiveMinimum": 0},
                "lines": {"type": "array", "minItems": 1, "maxItems": 100,
                          "items": {"$ref": "#/$defs/line"}},
                "note": {"type": "string", "maxLength": 1000}
              },
              "$defs": {
                "line": {
                  "type": "object",
                  "required": ["sku", "quantity", "price"],
                  "properties": {
                    "sku": {"type": "string", "pattern": "^[A-Za-z0-9]{10}$"},
                    "quantity": {"type": "integer", "minimum": 1},
                    "price": {"type": "number", "minimum": 0}
                  }
                }
              }
            }
            """;
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
                Books.Keeper books =
                        new Books.Keeper(
                                server.ready().path("gatewayUrl").asText(),
                                folder.resolve("data/gateway"),
                                "gateway");
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
            if (books.ask().pending() < contest.eventsDone()) {
                throw new IllegalStateException(
                        "the outbox has fewer events than it said: " + books.ask());
            }
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
                  schemas-folder: schemas
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
                          types: [com.contoso.order.*]
                          event-sources: [/contoso/shop]
                          contract: {policy: reject, unknown-type: reject}
                """
                        .formatted(SECRET);
        try {
            Path schemas = folder.resolve("schemas").resolve(SampleEvents.TYPE);
            Files.writeString(Files.createDirectories(schemas).resolve("1.json"), CONTRACT);
            return Files.writeString(folder.resolve("gridgate.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
