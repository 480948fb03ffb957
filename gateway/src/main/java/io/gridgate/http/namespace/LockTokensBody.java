package io.gridgate.http.namespace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code {"lockTokens":["…"]}}. */
final class LockTokensBody {

    private static final JsonFactory JSON = new JsonFactory();

    private static final String EXPECTED =
            "The body must be a JSON object with an array `lockTokens` of strings.";

    private LockTokensBody() {}

    static List<String> parse(byte[] body, int tokensMax) {
        try (JsonParser parser = JSON.createParser(body)) {
            List<String> tokens = null;
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw NamespaceFailures.badRequest(EXPECTED);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isTokens = "lockTokens".equals(parser.currentName());
                parser.nextToken();
                if (isTokens) {
                    tokens = array(parser, tokensMax);
                } else {
                    parser.skipChildren();
                }
            }
            if (tokens == null || parser.nextToken() != null) {
                throw NamespaceFailures.badRequest(EXPECTED);
            }
            return tokens;
        } catch (IOException e) {
            throw NamespaceFailures.badRequest(EXPECTED);
        }
    }

    private static List<String> array(JsonParser parser, int tokensMax) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw NamespaceFailures.badRequest(EXPECTED);
        }
        List<String> tokens = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                throw NamespaceFailures.badRequest(EXPECTED);
            }
            if (tokens.size() == tokensMax) {
                throw NamespaceFailures.badRequest(
                        "There are more than " + tokensMax + " lock tokens.");
            }
            tokens.add(parser.getText());
        }
        return tokens;
    }
}
