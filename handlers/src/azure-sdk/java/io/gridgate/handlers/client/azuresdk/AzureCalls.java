package io.gridgate.handlers.client.azuresdk;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpResponse;

import io.gridgate.handlers.client.EventGridException;
import io.gridgate.handlers.client.EventGridException.Failure;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Turns the SDK's exceptions into ours. */
final class AzureCalls {

    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("broker-errorcode");

    private AzureCalls() {}

    static void run(String operation, Runnable call) {
        call(
                operation,
                () -> {
                    call.run();
                    return operation;
                });
    }

    static <T> T call(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (HttpResponseException e) {
            throw answered(operation, e);
        } catch (RuntimeException e) {
            throw EventGridException.of(
                    operation + " failed: " + e.getMessage(),
                    new Failure(0, "Network", null, true),
                    e);
        }
    }

    private static EventGridException answered(String operation, HttpResponseException e) {
        HttpResponse response = e.getResponse();
        if (response == null) {
            return EventGridException.of(
                    operation + " failed: " + e.getMessage(),
                    new Failure(0, "Credential", null, true),
                    e);
        }
        HttpHeaders headers = response.getHeaders();
        int status = response.getStatusCode();
        String code = Objects.requireNonNullElse(headers.getValue(ERROR_CODE), "");
        return EventGridException.of(
                "%s was answered %d %s".formatted(operation, status, code),
                Failure.ofAnswer(status, code, retryAfter(headers)),
                e);
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        String value = headers.getValue(HttpHeaderName.RETRY_AFTER);
        return value != null && value.matches("\\d{1,9}")
                ? Duration.ofSeconds(Long.parseLong(value))
                : null;
    }
}
