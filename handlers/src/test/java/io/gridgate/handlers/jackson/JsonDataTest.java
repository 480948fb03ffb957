package io.gridgate.handlers.jackson;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

class JsonDataTest {

    private record Line(String sku, int count) {}

    private record Order(String number, BigDecimal total, List<Line> lines) {}

    private static Outcome handle(String members, AtomicReference<Order> seen) throws Exception {
        String json =
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"t\"%s}"
                        .formatted(members);
        return new JsonData()
                .handler(
                        Order.class,
                        (order, event, _) -> {
                            assertThat(event.getId()).isEqualTo("a");
                            seen.set(order);
                            return Outcome.acknowledge();
                        })
                .handle(
                        JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8)),
                        DeliveryContext.of(1, Instant.EPOCH));
    }

    @Test
    void readsDataIntoARecordAndPassesOverWhatItDoesNotKnow() throws Exception {
        AtomicReference<Order> seen = new AtomicReference<>();
        Outcome outcome =
                handle(
                        ",\"datacontenttype\":\"application/json; charset=utf-8\",\"data\":{"
                                + "\"number\":\"7\",\"total\":19.990,\"lines\":[{\"sku\":\"x\","
                                + "\"count\":2}],\"since\":\"version 2\"}",
                        seen);

        assertThat(outcome).isEqualTo(Outcome.acknowledge());
        assertThat(seen)
                .hasValue(new Order("7", new BigDecimal("19.990"), List.of(new Line("x", 2))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ,"subject":"x"                                      | it has no data
                    ,"data":null                                        | its data are null
                    ,"data":7                                           | its data are no Order: at byte 0
                    ,"data":{"lines":[{"sku":"x","count":"secret"}]}    | its data are no Order: at /lines/0/count
                    ,"data":{"lines":[{"sku":"x","count":null}]}        | its data are no Order: at /lines/0/count
                    ,"data":{"total":"secret"}                          | its data are no Order: at /total
                    ,"datacontenttype":"text/plain","data":"{}"         | its data are not JSON by content type
                    """)
    void rejectsWhatItCannotReadAndNeverRepeatsIt(String members, String reason) throws Exception {
        AtomicReference<Order> seen = new AtomicReference<>();

        assertThat(handle(members, seen)).isEqualTo(Outcome.reject(reason));
        assertThat(seen).hasNullValue();
    }
}
