package io.gridgate.accept;

/**
 * The answer to a sender that asks whether this address wants its webhooks.
 *
 * @param contentType the media type of the answer
 * @param text the answer, in UTF-8
 */
public record Handshake(String contentType, String text) {}
