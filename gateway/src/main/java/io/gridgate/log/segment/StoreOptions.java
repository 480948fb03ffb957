package io.gridgate.log.segment;

/**
 * The limits of a store.
 *
 * @param segmentBytes how long a segment becomes, 64 KiB to 1 GiB; a larger round gets a larger one
 */
public record StoreOptions(int segmentBytes) {

    /** Checks the bounds. */
    public StoreOptions {
        if (segmentBytes < 64 << 10 || segmentBytes > 1 << 30) {
            throw new IllegalArgumentException("a segment has 64 KiB to 1 GiB");
        }
    }
}
