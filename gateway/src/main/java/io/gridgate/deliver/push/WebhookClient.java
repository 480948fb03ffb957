package io.gridgate.deliver.push;

import java.net.URI;
import java.util.Map;

/**
 * Sends requests to webhooks, each once, without following redirects, and to addresses only that
 * {@link WebhookHosts} allows. Calls block; for any number of threads.
 */
public interface WebhookClient {

    /**
     * One request.
     *
     * @param method {@code POST} or {@code OPTIONS}
     * @param url where it goes
     * @param headers values by name
     * @param body its body; empty for none
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are handed through, never compared
    record Request(String method, URI url, Map<String, String> headers, byte[] body) {

        /** Copies the headers. */
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param request the request
     * @return the answer, or why there is none
     * @throws InterruptedException if interrupted while waiting; the webhook may have it or not
     */
    WebhookAnswer call(Request request) throws InterruptedException;
}
