package io.gridgate.app.doctor;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;

import io.gridgate.app.doctor.Finding.Status;
import io.gridgate.app.process.NamespaceClients;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.Access;
import io.gridgate.handlers.client.AzureCredentials;
import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReceiveDetails;
import io.gridgate.handlers.client.ReleaseDelay;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Checks one namespace: its address, its door, the token, and the permission to send to topics and
 * receive from event subscriptions.
 *
 * <p>The permission to send shows in the answer to an event without attributes, which every
 * namespace refuses after it has checked who asks, so nothing is published. A receive takes one
 * event at the most and releases it at once; that counts as one of its deliveries.
 */
final class NamespaceCheck {

    private static final String SCOPE = "https://eventgrid.azure.net/.default";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** The shortest wait of Azure. */
    private static final Duration RECEIVE_WAIT = Duration.ofSeconds(10);

    private final Access access;
    private final String subject;
    private final InstantSource clock;

    NamespaceCheck(Access access, InstantSource clock) {
        this.access = access;
        this.subject = access.endpoint().toString();
        this.clock = clock;
    }

    /** An event subscription of a topic. */
    record Pull(String topic, String subscription) {}

    List<Finding> findings(Collection<String> sends, Collection<Pull> receives) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Addresses.of(subject, access.endpoint().getHost()));
        if (goesOn(findings)) {
            findings.addAll(
                    Door.of(subject, access.endpoint(), access.trustedCertificates(), clock));
        }
        if (goesOn(findings)) {
            findings.add(token());
        }
        boolean open = goesOn(findings);
        for (String topic : sends) {
            findings.add(open ? send(topic) : skipped("send to " + topic));
        }
        for (Pull pull : receives) {
            String check = "receive from " + pull.topic() + "/" + pull.subscription();
            findings.add(open ? receive(pull, check) : skipped(check));
        }
        return findings;
    }

    private static boolean goesOn(List<Finding> findings) {
        return findings.stream()
                .noneMatch(it -> it.status() == Status.FAILED && !it.check().equals("clock"));
    }

    private Finding skipped(String check) {
        return Finding.skipped(subject, check, "the namespace cannot be reached as it must");
    }

    private Finding token() {
        if (access.identity() == Access.Identity.KEY) {
            return Finding.skipped(subject, "token", "an access key is used");
        }
        try {
            AccessToken token =
                    AzureCredentials.fromEnvironment()
                            .getToken(new TokenRequestContext().addScopes(SCOPE))
                            .block(TIMEOUT);
            return token == null
                    ? noToken("no identity was found")
                    : Finding.ok(subject, "token", "valid until " + token.getExpiresAt());
        } catch (RuntimeException e) {
            return noToken(firstLine(e));
        }
    }

    private Finding noToken(String detail) {
        return Finding.failed(
                subject,
                "token",
                detail,
                "Give the process an identity: a managed identity on its host, workload identity,"
                        + " AZURE_CLIENT_ID and its companions, or `az login`.");
    }

    private Finding send(String topic) {
        String check = "send to " + topic;
        try (EventGridSender sender = NamespaceClients.sender(access, topic, TIMEOUT)) {
            sender.send(JsonCloudEvent.of("{}".getBytes(StandardCharsets.UTF_8)));
            return Finding.warning(
                    subject,
                    check,
                    "an event without attributes was taken",
                    "This is no Event Grid namespace; check endpoint.");
        } catch (EventGridException e) {
            return e.status() == 400
                    ? Finding.ok(subject, check, "allowed (nothing was published)")
                    : refused(check, e, "EventGrid Data Sender", "topic " + topic);
        } catch (StartException e) {
            return Finding.failed(subject, check, firstLine(e), "Correct the settings.");
        }
    }

    private Finding receive(Pull pull, String check) {
        try (EventGridReceiver receiver =
                NamespaceClients.receiver(access, pull.topic(), pull.subscription())) {
            List<ReceiveDetails> details = receiver.receive(1, RECEIVE_WAIT).details();
            if (details.isEmpty()) {
                return Finding.ok(subject, check, "allowed; no event is waiting");
            }
            String token = details.getFirst().brokerProperties().lockToken();
            receiver.release(List.of(token), ReleaseDelay.NO_DELAY);
            return Finding.ok(subject, check, "allowed; one event was received and released");
        } catch (EventGridException e) {
            return refused(
                    check,
                    e,
                    "EventGrid Data Receiver",
                    "topic %s and event subscription %s (of delivery mode queue)"
                            .formatted(pull.topic(), pull.subscription()));
        } catch (StartException e) {
            return Finding.failed(subject, check, firstLine(e), "Correct the settings.");
        }
    }

    private Finding refused(String check, EventGridException failure, String role, String what) {
        String remedy =
                switch (failure.status()) {
                    case 401, 403 ->
                            access.identity() == Access.Identity.KEY
                                    ? "Give an access key that is valid now, and allow access keys"
                                            + " on the namespace (local authentication)."
                                    : "Assign the role "
                                            + role
                                            + " on the namespace or the topic to this identity, and"
                                            + " wait some minutes; check the namespace's IP"
                                            + " firewall.";
                    case 404 -> "Create " + what + ", or correct the name.";
                    case 429 -> "Try again later, or give the namespace more throughput units.";
                    default -> "Try again; if it stays, look at the namespace's health in Azure.";
                };
        return Finding.failed(subject, check, firstLine(failure), remedy);
    }

    private static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
