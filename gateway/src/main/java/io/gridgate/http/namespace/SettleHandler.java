package io.gridgate.http.namespace;

import io.gridgate.http.Answer;
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
import java.util.List;

/** Settles lock tokens; the answer is 200 whatever became of them, failed ones in request order. */
final class SettleHandler {

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
        Answer.ok(response, ContentTypes.JSON, SettleAnswer.of(texts, decoded, results.iterator()));
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
}
