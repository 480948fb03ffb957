package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a request says of its signature, before anything is proven.
 *
 * @param contents what may have been signed, in parts that follow one another; more than one where
 *     the sender is not sure itself; empty where it cannot be told
 * @param signatures the signatures that came, those of one secret and those of the next; at most
 *     {@link #SIGNATURES_MAX} are looked at
 * @param at when it was signed, where that is part of the content; else null
 * @param signed whether the request carries a signature at all, readable or not
 */
public record SignedRequest(
        List<List<byte[]>> contents,
        List<Signature> signatures,
        @Nullable Instant at,
        boolean signed) {

    /** Most signatures of one request that are looked at. */
    public static final int SIGNATURES_MAX = 8;

    /** Copies the lists and leaves out signatures that cannot be one. */
    public SignedRequest {
        contents = List.copyOf(contents);
        signatures =
                signatures.stream()
                        .filter(it -> it.bytes().length == it.algorithm().signatureBytes())
                        .limit(SIGNATURES_MAX)
                        .toList();
    }

    /**
     * One signature.
     *
     * @param algorithm how it was made
     * @param bytes the signature
     */
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, elsewhere
    public record Signature(SignatureAlgorithm algorithm, byte[] bytes) {}

    /**
     * {@return a request whose signature cannot be read}
     *
     * @param signed whether it carries one
     */
    public static SignedRequest unreadable(boolean signed) {
        return new SignedRequest(List.of(), List.of(), null, signed);
    }

    /**
     * {@return a request with one signed content}
     *
     * @param signatures the signatures that came
     * @param at when it was signed, null where that is not signed
     * @param content the parts of the content
     */
    public static SignedRequest of(
            List<Signature> signatures, @Nullable Instant at, byte[]... content) {
        return new SignedRequest(List.of(List.of(content)), signatures, at, true);
    }
}
