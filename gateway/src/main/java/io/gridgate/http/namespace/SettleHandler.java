package io.gridgate.http.namespace;

import io.gridgate.http.Answer;
import io.gridgate.http.JsonText;
import io.gridgate.http.RequestBody;
import io.gridgate.log.EventLog;
import io.gridgate.log.LockToken;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Settles lock tokens; the answer is 200 whatever became of them, failed ones in request order. */
final class SettleHandler {

    private static final String LOST =
            ",\"error\":{\"code\":\"TokenLost\",\"message\":\"Token has expired.\"}}";
    private static final String BAD =
            ",\"error\":{\"code\":\"BadToken\",\"message\":\"Cannot decode lockToken\"}}";

    private final EventLog log;
    private final NamespaceLimits limits;
    private final Duration bodyDeadline;

    SettleHandler(EventLog log, NamespaceLimits limits, Duration bodyDeadline) {
        this.log = log;
        this.limits = limits;
        this.bodyDeadline = bodyDeadline;
    }

    void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            TopicDirectory.Entry entry,
            Settlement settlement)
            throws IOException, InterruptedException {
        byte[] body = RequestBody.read(request, limits.bodyBytesMax(), bodyDeadline);
        List<String> texts = LockTokensBody.parse(body, limits.lockTokensMax());
        List<LockTokenCodec.Decoded> decoded = texts.stream().map(entry.codec()::decode).toList();
        List<SettleResult> results = settle(entry, decoded, settlement);
        Answer.ok(response, ContentTypes.JSON, render(texts, decoded, results.iterator()));
    }

    private List<SettleResult> settle(
            TopicDirectory.Entry entry, List<LockTokenCodec.Decoded> decoded, Settlement settlement)
            throws InterruptedException {
        List<LockToken> tokens = new ArrayList<>(decoded.size());
        for (LockTokenCodec.Decoded one : decoded) {
            if (one instanceof LockTokenCodec.Decoded.Token(LockToken token)) {
                tokens.add(token);
            }
        }
        return tokens.isEmpty()
                ? List.of()
                : log.settle(entry.subscription().name(), tokens, settlement);
    }

    private static byte[] render(
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
                succeeded.raw(anySucceeded ? "," : "").string(texts.get(i));
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
