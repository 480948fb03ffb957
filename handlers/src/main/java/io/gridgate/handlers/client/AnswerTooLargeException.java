package io.gridgate.handlers.client;

import java.io.IOException;

/** An answer is over the limit of the client; the rest of it was not read. */
final class AnswerTooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(int bytesMax) {
        super("the answer is larger than " + bytesMax + " bytes");
    }
}
