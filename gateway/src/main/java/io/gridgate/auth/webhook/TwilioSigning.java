package io.gridgate.auth.webhook;

import io.gridgate.auth.Presented;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SignatureAlgorithm;
import io.gridgate.auth.SignedRequest;
import io.gridgate.auth.SignedRequest.Signature;
import io.gridgate.auth.Signing;
import io.gridgate.auth.SigningKey;
import io.gridgate.auth.Work;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Twilio: {@code X-Twilio-Signature}, HMAC-SHA1 in base64 over the URL that Twilio called, followed
 * by the fields of a form, sorted. A body that is no form is covered by its SHA-256 in the query
 * parameter {@code bodySHA256}.
 *
 * <p>Twilio itself is not sure whether the port belongs to the URL, so both forms count.
 */
public final class TwilioSigning implements Signing {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BODY_HASH = "bodySHA256=";

    private final List<String> origins;

    /**
     * Makes the signing.
     *
     * @param publicUrl scheme, host and port under which Twilio reaches this gateway
     */
    public TwilioSigning(URI publicUrl) {
        String scheme = publicUrl.getScheme();
        String bare = scheme + "://" + publicUrl.getHost();
        int port = publicUrl.getPort();
        if (port == -1) {
            port = "https".equals(scheme) ? 443 : 80;
        }
        this.origins = List.of(bare, bare + ":" + port);
    }

    @Override
    public SigningKey key(Secret secret) {
        return SigningKey.mac(SignatureAlgorithm.HMAC_SHA1, secret.bytes());
    }

    @Override
    public int contentsMax() {
        return origins.size();
    }

    @Override
    public Map<Work, Integer> work() {
        return Map.of(Work.BODY_DIGEST, 1);
    }

    @Override
    public SignedRequest read(Presented presented) {
        byte[] hash = sha256(presented.body());
        String header = presented.header("x-twilio-signature");
        if (header == null) {
            return SignedRequest.unreadable(false);
        }
        Optional<String> fields =
                isForm(presented.header("content-type"))
                        ? FormFields.read(presented.body()).map(TwilioSigning::sorted)
                        : covered(presented.target(), hash);
        if (fields.isEmpty()) {
            return SignedRequest.unreadable(true);
        }
        byte[] rest = (presented.target() + fields.get()).getBytes(StandardCharsets.UTF_8);
        return new SignedRequest(
                origins.stream()
                        .map(origin -> List.of(origin.getBytes(StandardCharsets.UTF_8), rest))
                        .toList(),
                List.of(
                        new Signature(
                                SignatureAlgorithm.HMAC_SHA1,
                                SignatureEncoding.BASE64.decode(header))),
                null,
                true);
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
    }

    private static String sorted(SortedMap<String, List<String>> fields) {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, values) ->
                new TreeSet<>(values).forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    /** Returns no fields where the signed query has the hash of the body, else nothing at all. */
    private static Optional<String> covered(String target, byte[] hash) {
        int query = target.indexOf('?');
        for (String parameter : target.substring(query + 1).split("&", -1)) {
            if (query >= 0 && parameter.startsWith(BODY_HASH)) {
                String claimed = parameter.substring(BODY_HASH.length());
                byte[] bytes = SignatureEncoding.HEX.decode(claimed);
                return MessageDigest.isEqual(bytes, hash) ? Optional.of("") : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
