package io.gridgate.wellbeing;

import com.azure.core.credential.KeyCredential;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;
import io.gridgate.wellbeing.hr.Patience;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the parts need to find each other.
 *
 * @param namespace where the namespace is: Azure's, or Gridgate's on this machine
 * @param key an access key of it
 * @param database a JDBC address of PostgreSQL or H2
 * @param style how the story is told
 * @param patience before the letter is asked for again
 * @param lock how long the event subscriptions lock an event
 * @param mail where the mail service is
 * @param port where the desk or the mail service listens; 0 for a free one
 * @param data the folder of what the mail service has sent
 */
record Site(
        URI namespace,
        String key,
        String database,
        Style style,
        Patience patience,
        Duration lock,
        URI mail,
        int port,
        Path data) {

    /** Reads the environment variables that start with {@code WELLBEING_}. */
    static Site of(Map<String, String> environment) {
        return new Site(
                URI.create(environment.getOrDefault("WELLBEING_NAMESPACE", "")),
                environment.getOrDefault("WELLBEING_KEY", ""),
                environment.getOrDefault("WELLBEING_DATABASE", ""),
                Style.of(environment.getOrDefault("WELLBEING_STYLE", "process")),
                new Patience(
                        Duration.parse(environment.getOrDefault("WELLBEING_PATIENCE", "PT30S"))),
                Duration.parse(environment.getOrDefault("WELLBEING_LOCK", "PT60S")),
                URI.create(environment.getOrDefault("WELLBEING_MAIL", "")),
                Integer.parseInt(environment.getOrDefault("WELLBEING_PORT", "8300")),
                Path.of(environment.getOrDefault("WELLBEING_DATA", ".gridgate/wellbeing")));
    }

    Site inStyle(Style other) {
        return new Site(namespace, key, database, other, patience, lock, mail, port, data);
    }

    /** Returns the same site with what a demonstration has found out. */
    Site with(URI foundNamespace, String foundKey, URI foundMail) {
        String ownDatabase =
                database.isEmpty()
                        ? "jdbc:h2:file:" + data.toAbsolutePath().resolve(style.text())
                        : database;
        return new Site(
                foundNamespace,
                foundKey,
                ownDatabase,
                style,
                patience,
                lock,
                foundMail,
                port,
                data);
    }

    HikariDataSource openDatabase() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database);
        config.setMaximumPoolSize(12);
        return new HikariDataSource(config);
    }

    EventGridSender sender() {
        return new EventGridSenderBuilder()
                .endpoint(namespace)
                .topicName(Style.TOPIC)
                .credential(new KeyCredential(key))
                .allowInsecureLoopback()
                .build();
    }

    EventGridReceiver receiver(String subscription) {
        return new EventGridReceiverBuilder()
                .endpoint(namespace)
                .topicName(Style.TOPIC)
                .subscriptionName(subscription)
                .credential(new KeyCredential(key))
                .allowInsecureLoopback()
                .build();
    }

    @Override
    public String toString() {
        return "Site[%s, %s, %s]".formatted(namespace, style, mail);
    }
}
