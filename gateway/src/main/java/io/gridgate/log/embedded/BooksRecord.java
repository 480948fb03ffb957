package io.gridgate.log.embedded;

import io.gridgate.log.lease.Books;

import java.nio.ByteBuffer;

/** The stored form of a subscription's counts: matched, acknowledged, dead-lettered. */
final class BooksRecord {

    private BooksRecord() {}

    static byte[] encode(Books books) {
        return ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(books.matchedCount())
                .putLong(books.acknowledgedCount())
                .putLong(books.deadLetteredCount())
                .array();
    }

    static Books decode(byte[] encoded, long pending) {
        ByteBuffer source = ByteBuffer.wrap(encoded);
        return new Books(source.getLong(), source.getLong(), source.getLong(), pending);
    }
}
