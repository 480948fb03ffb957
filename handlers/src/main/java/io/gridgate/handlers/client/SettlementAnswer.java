package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the answer of a settling call. A failed token says why in {@code error} or, as 2023-06-01
 * did, in {@code errorCode} and {@code errorDescription} beside it.
 */
final class SettlementAnswer {

    private SettlementAnswer() {}

    static SettlementResult read(byte[] answer) throws IOException {
        List<String> succeeded = new ArrayList<>();
        List<FailedLockToken> failed = new ArrayList<>();
        try (JsonParser json = Json.FACTORY.createParser(answer)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(json, "the answer is not an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                boolean array = json.nextToken() == JsonToken.START_ARRAY;
                if (array && name.equals("succeededLockTokens")) {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        succeeded.add(json.getText());
                    }
                } else if (array && name.equals("failedLockTokens")) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        failed.add(failedToken(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new JsonParseException(json, "the answer ends early");
            }
        }
        return new SettlementResult(succeeded, failed);
    }

    private static FailedLockToken failedToken(JsonParser json) throws IOException {
        String lockToken = "";
        String code = "";
        String message = "";
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new JsonParseException(json, "the answer ends early");
            } else if (token == JsonToken.START_OBJECT && !"error".equals(json.currentName())) {
                json.skipChildren();
            } else if (token == JsonToken.START_ARRAY) {
                json.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                depth++;
            } else if (token == JsonToken.END_OBJECT) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                switch (json.currentName()) {
                    case "lockToken" -> lockToken = json.getText();
                    case "code", "errorCode" -> code = json.getText();
                    case "message", "errorDescription" -> message = json.getText();
                    default -> {}
                }
            }
        }
        return new FailedLockToken(lockToken, code, message);
    }
}
