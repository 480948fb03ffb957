package io.gridgate.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a TLS listener needs.
 *
 * @param key the server's private key
 * @param chain the server's certificate, then those that issued it
 * @param caPath the certificate of the authority that clients must trust, in PEM; empty where they
 *     trust it anyway
 */
public record TlsMaterial(PrivateKey key, List<X509Certificate> chain, Optional<Path> caPath) {

    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    /** Copies the chain and refuses an empty one. */
    public TlsMaterial {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a TLS listener needs a certificate");
        }
    }

    /**
     * Reads certificate and key from PEM files.
     *
     * @param certificate the certificate chain, the server's own first
     * @param privateKey the private key as PKCS #8, not encrypted
     * @param caPath the authority that clients must trust, where they do not anyway
     * @return both
     * @throws IOException if a file cannot be read or does not hold what it should
     */
    public static TlsMaterial read(Path certificate, Path privateKey, Optional<Path> caPath)
            throws IOException {
        List<X509Certificate> chain = certificates(certificate);
        return new TlsMaterial(
                privateKey(privateKey, chain.getFirst().getPublicKey().getAlgorithm()),
                chain,
                caPath);
    }

    static List<X509Certificate> certificates(Path file) throws IOException {
        try {
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(Files.readAllBytes(file)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw new IOException("no certificate in " + file);
            }
            return chain;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate in PEM in " + file, e);
        }
    }

    static PrivateKey privateKey(Path file, String algorithm) throws IOException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = pem.indexOf(KEY_BEGIN);
        int end = pem.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new IOException("no PKCS #8 private key in PEM in " + file);
        }
        try {
            byte[] der =
                    Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the private key in " + file + " is not for " + algorithm, e);
        }
    }

    @Override
    public String toString() {
        return "TlsMaterial[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
