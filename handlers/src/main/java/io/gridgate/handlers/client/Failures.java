package io.gridgate.handlers.client;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.gridgate.handlers.client.EventGridException.Failure;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Objects;

/** Turns failed requests into {@link EventGridException}s. */
final class Failures {

    private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("broker-errorcode");
    private static final int MESSAGE_CHARS_MAX = 1000;

    private Failures() {}

    /** For an answer that is not 200. */
    static EventGridException of(String path, int status, HttpHeaders headers, byte[] body) {
        Envelope envelope = Envelope.read(body);
        String code = Objects.requireNonNullElse(headers.getValue(ERROR_CODE), envelope.code());
        String message =
                "%s was answered %d %s %s".formatted(path, status, code, envelope.message()).trim();
        return EventGridException.of(
                message, Failure.ofAnswer(status, code, RetryAfter.of(headers)), null);
    }

    /** For a request without an answer. */
    static EventGridException of(String path, RuntimeException thrown) {
        IOException network = RetryRule.ioFailure(thrown);
        if (isInterrupted(thrown)) {
            Thread.currentThread().interrupt();
            return unavailable(path + " was interrupted", "Interrupted", thrown);
        }
        return switch (network) {
            case HttpTimeoutException timeout ->
                    unavailable(path + " timed out: " + timeout.getMessage(), "Timeout", thrown);
            case AnswerTooLargeException large ->
                    new EventGridException(
                            path + ": " + large.getMessage(),
                            new Failure(0, "AnswerTooLarge", null, false),
                            thrown);
            case IOException failure ->
                    unavailable(path + " failed: " + describe(failure), "Network", thrown);
            case null -> withoutNetwork(path, thrown);
        };
    }

    /** Entra refused, or this environment has no credential; anything else is a bug. */
    private static EventGridException withoutNetwork(String path, RuntimeException thrown) {
        return thrown instanceof ClientAuthenticationException
                ? new EventGridException.Unauthorized(
                        path + " got no credential: " + thrown.getMessage(),
                        new Failure(0, "Credential", null, true),
                        thrown)
                : new EventGridException(
                        path + " failed: " + thrown, new Failure(0, "", null, false), thrown);
    }

    /** For an answer 200 that cannot be read. */
    static EventGridException badAnswer(String path, Exception cause) {
        return unavailable(path + " was answered with what cannot be read", "BadAnswer", cause);
    }

    private static EventGridException unavailable(String message, String code, Exception cause) {
        return new EventGridException.Unavailable(message, new Failure(0, code, null, true), cause);
    }

    private static String describe(IOException failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + message;
    }

    private static boolean isInterrupted(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    /** Azure's {@code {"error":{"code","message"}}}, as far as the body is one. */
    private record Envelope(String code, String message) {

        static Envelope read(byte[] body) {
            String code = "";
            String message = "";
            try (JsonParser json = Json.FACTORY.createParser(body)) {
                for (JsonToken at = json.nextToken(); at != null; at = json.nextToken()) {
                    if (at == JsonToken.VALUE_STRING && inError(json)) {
                        switch (json.currentName()) {
                            case "code" -> code = json.getText();
                            case "message" -> message = json.getText();
                            default -> {}
                        }
                    }
                }
            } catch (IOException e) {
                // Not JSON: the status alone tells what there is to tell.
            }
            return new Envelope(code, shorten(message));
        }

        private static boolean inError(JsonParser json) throws IOException {
            var parent = json.getParsingContext().getParent();
            return json.currentName() != null
                    && parent != null
                    && "error".equals(parent.getCurrentName());
        }

        private static String shorten(String text) {
            return text.length() <= MESSAGE_CHARS_MAX ? text : text.substring(0, MESSAGE_CHARS_MAX);
        }
    }
}
