package io.gridgate.http.namespace;

import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;

/** The four ways to settle, made from the request's parameters. */
enum Settlements {
    ACKNOWLEDGE("acknowledge") {
        @Override
        Settlement of(Request request) {
            return new Settlement.Acknowledge();
        }
    },
    RELEASE("release") {
        @Override
        Settlement of(Request request) {
            return new Settlement.Release(releaseDelay(request));
        }
    },
    REJECT("reject") {
        @Override
        Settlement of(Request request) {
            return new Settlement.Reject("rejected by the receiver");
        }
    },
    RENEW_LOCK("renewLock") {
        @Override
        Settlement of(Request request) {
            request.version().require2024("renewLock");
            return new Settlement.Renew(request.subscription().lock());
        }
    };

    private static final Set<Integer> RELEASE_DELAYS = Set.of(0, 10, 60, 600, 3_600);
    private static final String RELEASE_DELAY = "releaseDelayInSeconds";

    private final String operation;

    Settlements(String operation) {
        this.operation = operation;
    }

    /** What the settlement depends on. */
    record Request(
            ApiVersion version,
            QueryParameters query,
            Subscription subscription,
            NamespaceLimits limits) {}

    /** Returns the last part of the path. */
    String operation() {
        return operation;
    }

    abstract Settlement of(Request request);

    private static Duration releaseDelay(Request request) {
        @Nullable String asked = request.query().get(RELEASE_DELAY);
        if (asked == null) {
            return Duration.ZERO;
        }
        request.version().require2024(RELEASE_DELAY);
        int seconds = UnsignedParameter.parse(asked, 0);
        boolean allowed =
                request.limits().anyReleaseDelay()
                        ? seconds <= NamespaceLimits.RELEASE_DELAY_SECONDS_MAX
                        : RELEASE_DELAYS.contains(seconds);
        if (!allowed) {
            throw NamespaceFailures.invalidArgument(RELEASE_DELAY);
        }
        return Duration.ofSeconds(seconds);
    }
}
