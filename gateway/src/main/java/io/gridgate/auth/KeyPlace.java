package io.gridgate.auth;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Where in a request a key stands that is sent as it is. */
public enum KeyPlace {
    /** {@code Authorization: Bearer …}, {@code Authorization: ApiKey …} or {@code x-api-key}. */
    API_KEY {
        @Override
        byte @Nullable [] find(Presented presented) {
            String authorization = presented.header("authorization");
            return bytes(
                    authorization == null
                            ? presented.header("x-api-key")
                            : credentials(authorization, "bearer", "apikey"));
        }
    },
    /** {@code Authorization: Basic …}; the key is {@code user:password}, RFC 7617. */
    BASIC {
        @Override
        byte @Nullable [] find(Presented presented) {
            String authorization = presented.header("authorization");
            String encoded = authorization == null ? null : credentials(authorization, "basic");
            try {
                return encoded == null ? null : Base64.getDecoder().decode(encoded);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    },
    /** {@code X-Gitlab-Token}. */
    GITLAB_TOKEN {
        @Override
        byte @Nullable [] find(Presented presented) {
            return bytes(presented.header("x-gitlab-token"));
        }
    };

    /** Returns the key that a caller presents, null where there is none. */
    abstract byte @Nullable [] find(Presented presented);

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String credentials(String authorization, String... schemes) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? "" : authorization.substring(0, space).toLowerCase(Locale.ROOT);
        for (String wanted : schemes) {
            if (scheme.equals(wanted)) {
                return authorization.substring(space + 1).strip();
            }
        }
        return null;
    }
}
