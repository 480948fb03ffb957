package io.gridgate.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Structured CloudEvents of exactly {@link #BYTES} bytes whose text does not compress well, all
 * different, the same in every run. For one thread.
 */
public final class SampleEvents {

    /** Size of one event. */
    public static final int BYTES = 1024;

    /** What stands before the sixteen digits of the id. */
    public static final String BEFORE_ID = "{\"specversion\":\"1.0\",\"id\":\"";

    /** Type of every event. */
    public static final String TYPE = "com.contoso.order.placed";

    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final RandomGenerator random;

    /**
     * Starts a sequence of events.
     *
     * @param seed the same seed gives the same events
     */
    public SampleEvents(long seed) {
        random = new Random(seed);
    }

    /** {@return the next event, with an id of sixteen zeros} */
    public byte[] next() {
        StringBuilder json =
                new StringBuilder(BYTES)
                        .append(BEFORE_ID)
                        .repeat('0', Hex.DIGITS)
                        .append("\",\"source\":\"/contoso/shop\",\"type\":\"")
                        .append(TYPE)
                        .append("\",\"subject\":\"orders/")
                        .append(number(1_000_000))
                        .append("\",\"time\":\"2026-11-01T12:00:00Z\"")
                        .append(
                                ",\"datacontenttype\":\"application/json\",\"data\":{\"customer\":\"")
                        .append(text(12))
                        .append("\",\"currency\":\"EUR\",\"total\":")
                        .append(number(1000))
                        .append(".50,\"lines\":[");
        for (int line = 0; line < 4; line++) {
            json.append(line == 0 ? "" : ",")
                    .append("{\"sku\":\"")
                    .append(text(10))
                    .append("\",\"quantity\":")
                    .append(1 + random.nextInt(9))
                    .append(",\"price\":")
                    .append(number(100))
                    .append(".25}");
        }
        json.append("],\"note\":\"");
        String end = "\"}}";
        json.append(text(BYTES - json.length() - end.length())).append(end);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private int number(int bound) {
        return bound + random.nextInt(9 * bound);
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
