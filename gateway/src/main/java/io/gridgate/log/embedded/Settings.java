package io.gridgate.log.embedded;

import io.gridgate.filter.AttributeFilter;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of the settings of topics and subscriptions. A format byte comes first: {@value
 * #FILTERED} for subscriptions with filters beyond types, {@value #FORMAT} for all else.
 */
final class Settings {

    private static final byte FORMAT = 1;
    private static final byte FILTERED = 2;

    private Settings() {}

    /**
     * A stored subscription.
     *
     * @param topic the number of its topic
     * @param name its own name
     * @param filter which events it wants
     * @param lock the default lock
     * @param maxDeliveryCount the delivery limit
     * @param timeToLive the time to live
     */
    record StoredSubscription(
            int topic,
            String name,
            EventFilter filter,
            Duration lock,
            int maxDeliveryCount,
            Duration timeToLive) {

        Subscription in(TopicName topicName) {
            SubscriptionName full = new SubscriptionName(topicName, name);
            return new Subscription(full, filter, lock, maxDeliveryCount, timeToLive);
        }
    }

    static byte[] encode(Topic topic) {
        return write(
                FORMAT,
                out -> {
                    out.writeUTF(topic.name().value());
                    duration(out, topic.retention());
                    duration(out, topic.dedupWindow());
                });
    }

    static Topic topic(byte[] encoded) {
        return read(
                encoded,
                (_, in) -> new Topic(new TopicName(in.readUTF()), duration(in), duration(in)));
    }

    static byte[] encode(int topic, Subscription subscription) {
        List<AttributeFilter> filters = subscription.filter().filters();
        byte format = filters.isEmpty() ? FORMAT : FILTERED;
        return write(
                format,
                out -> {
                    out.writeInt(topic);
                    out.writeUTF(subscription.name().value());
                    duration(out, subscription.lock());
                    out.writeInt(subscription.maxDeliveryCount());
                    duration(out, subscription.timeToLive());
                    texts(out, subscription.filter().includedEventTypes());
                    if (format == FILTERED) {
                        texts(out, AttributeFilter.toTexts(filters));
                    }
                });
    }

    static StoredSubscription subscription(byte[] encoded) {
        return read(
                encoded,
                (format, in) -> {
                    int topic = in.readInt();
                    String name = in.readUTF();
                    Duration lock = duration(in);
                    int maxDeliveryCount = in.readInt();
                    Duration timeToLive = duration(in);
                    List<String> types = texts(in);
                    List<AttributeFilter> filters =
                            format == FILTERED ? AttributeFilter.fromTexts(texts(in)) : List.of();
                    EventFilter filter = new EventFilter(types, filters);
                    return new StoredSubscription(
                            topic, name, filter, lock, maxDeliveryCount, timeToLive);
                });
    }

    private static void duration(DataOutputStream out, Duration duration) throws IOException {
        out.writeLong(duration.getSeconds());
        out.writeInt(duration.getNano());
    }

    private static Duration duration(DataInputStream in) throws IOException {
        return Duration.ofSeconds(in.readLong(), in.readInt());
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(byte format, DataInputStream in) throws IOException;
    }

    private static byte[] write(byte format, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(format);
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("settings cannot be encoded", e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] encoded, Reading<T> reading) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            byte format = in.readByte();
            if (format != FORMAT && format != FILTERED) {
                throw new IllegalStateException("settings have format " + format);
            }
            return reading.from(format, in);
        } catch (IOException e) {
            throw new UncheckedIOException("stored settings are cut short", e);
        }
    }
}
