package io.gridgate.http.namespace;

import io.gridgate.http.JsonText;
import io.gridgate.log.SettleResult;

import java.util.Iterator;
import java.util.List;

/** Writes the body that answers a settlement: what was settled, and what failed and why. */
final class SettleAnswer {

    private static final String LOST =
            ",\"error\":{\"code\":\"TokenLost\",\"message\":\"Token has expired.\"}}";
    private static final String BAD =
            ",\"error\":{\"code\":\"BadToken\",\"message\":\"Cannot decode lockToken\"}}";

    private SettleAnswer() {}

    /**
     * Returns the body.
     *
     * @param texts the tokens as they came
     * @param decoded what each of them is
     * @param results what became of those that are tokens of this subscription, in their order
     */
    static byte[] of(
            List<String> texts,
            List<LockTokenCodec.Decoded> decoded,
            Iterator<SettleResult> results) {
        JsonText succeeded = new JsonText(64 + texts.size() * 84).raw("{\"succeededLockTokens\":[");
        JsonText failed = new JsonText(64).raw("],\"failedLockTokens\":[");
        boolean anySucceeded = false;
        boolean anyFailed = false;
        for (int i = 0; i < texts.size(); i++) {
            String error = error(decoded.get(i), results);
            if (error.isEmpty()) {
                // a token that was understood has nothing to escape
                succeeded.raw(anySucceeded ? ",\"" : "\"").raw(texts.get(i)).raw("\"");
                anySucceeded = true;
            } else {
                failed.raw(anyFailed ? ",{\"lockToken\":" : "{\"lockToken\":")
                        .string(texts.get(i))
                        .raw(error);
                anyFailed = true;
            }
        }
        return succeeded.raw(failed.toBytes()).raw("]}").toBytes();
    }

    private static String error(LockTokenCodec.Decoded decoded, Iterator<SettleResult> results) {
        return switch (decoded) {
            case LockTokenCodec.Decoded.Garbled _ -> BAD;
            case LockTokenCodec.Decoded.Foreign _ -> LOST;
            case LockTokenCodec.Decoded.Token _ ->
                    results.next() instanceof SettleResult.TokenLost ? LOST : "";
        };
    }
}
