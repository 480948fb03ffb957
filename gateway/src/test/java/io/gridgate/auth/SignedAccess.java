package io.gridgate.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes shared access signatures the way Microsoft's Java library does. */
public final class SignedAccess {

    private SignedAccess() {}

    /** Returns {@code r=…&e=…&s=…}, signed with a key in base64. */
    public static String sign(String resource, String expiry, String key) throws Exception {
        return signEncoded(encode(resource), encode(expiry), key);
    }

    /** The same for a resource and an expiry time that are percent-encoded already. */
    public static String signEncoded(String resource, String expiry, String key) throws Exception {
        String unsigned = "r=" + resource + "&e=" + expiry;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        byte[] signature = mac.doFinal(unsigned.getBytes(StandardCharsets.UTF_8));
        return unsigned + "&s=" + encode(Base64.getEncoder().encodeToString(signature));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
