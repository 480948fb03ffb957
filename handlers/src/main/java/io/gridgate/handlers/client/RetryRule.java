package io.gridgate.handlers.client;

import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.RequestRetryCondition;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.function.Predicate;

/** Which failed attempts the pipeline repeats. */
enum RetryRule implements Predicate<RequestRetryCondition> {

    /** For calls that may arrive twice: publish (at least once) and settle. */
    REPEATABLE {
        @Override
        boolean repeats(int status) {
            return isTransient(status);
        }

        @Override
        boolean repeats(IOException failure) {
            return !(failure instanceof AnswerTooLargeException);
        }
    },

    /**
     * For receive: only what surely locked no events. After a timeout, a broken connection or the
     * error of a proxy on the way, the namespace may have locked events for nobody.
     */
    ONLY_IF_NOT_DONE {
        @Override
        boolean repeats(int status) {
            return status == 429 || status == 503;
        }

        @Override
        boolean repeats(IOException failure) {
            return failure instanceof ConnectException
                    || failure instanceof HttpConnectTimeoutException;
        }
    };

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    abstract boolean repeats(int status);

    abstract boolean repeats(IOException failure);

    @Override
    public boolean test(RequestRetryCondition attempt) {
        HttpResponse response = attempt.getResponse();
        if (response != null) {
            Duration wait = RetryAfter.of(response.getHeaders());
            return repeats(response.getStatusCode())
                    && (wait == null || wait.compareTo(LONGEST_WAIT) <= 0);
        }
        IOException failure = ioFailure(attempt.getThrowable());
        return failure != null && repeats(failure);
    }

    /** Returns whether a request that got this status may succeed when it is sent again. */
    static boolean isTransient(int status) {
        return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
    }

    /** Finds the network failure that an exception of the pipeline stands for. */
    static @Nullable IOException ioFailure(@Nullable Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof IOException found) {
                return found;
            }
        }
        return null;
    }
}
