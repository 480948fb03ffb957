package io.gridgate.http;

import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import javax.security.auth.x500.X500Principal;

/**
 * Makes keys (EC P-256) and certificates. Loaded only when something has to be made, because its
 * library is large.
 */
@SuppressWarnings("JavaUtilDate") // the library's own signatures
final class CertificateMaker {

    private static final X500Principal AUTHORITY = new X500Principal("CN=Gridgate local CA");
    private static final X500Principal SERVER = new X500Principal("CN=localhost, O=Gridgate");

    /** Clocks of clients may be a little behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private CertificateMaker() {}

    /** Who signs. */
    record Issuer(X509Certificate certificate, PrivateKey key) {}

    static KeyPair keys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot make a key", e);
        }
    }

    static X509Certificate authority(KeyPair keys, Instant from, Instant to) throws IOException {
        try {
            X509v3CertificateBuilder builder =
                    builder(AUTHORITY, AUTHORITY, keys.getPublic(), from, to);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return sign(builder, keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make a certificate authority", e);
        }
    }

    static X509Certificate server(
            Issuer issuer, PublicKey key, List<String> names, Instant from, Instant to)
            throws IOException {
        try {
            X509v3CertificateBuilder builder =
                    builder(issuer.certificate().getSubjectX500Principal(), SERVER, key, from, to);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
            return sign(builder, issuer.key());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("cannot make a server certificate", e);
        }
    }

    static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    static String pem(Certificate certificate) throws IOException {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encode a certificate", e);
        }
    }

    private static String pem(String kind, byte[] der) {
        Base64.Encoder encoder =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(kind, encoder.encodeToString(der), kind);
    }

    private static X509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, PublicKey key, Instant from, Instant to)
            throws GeneralSecurityException, IOException {
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        issuer,
                        new BigInteger(127, new SecureRandom()).setBit(126),
                        Date.from(from.minus(BACKDATED)),
                        Date.from(to),
                        subject,
                        key);
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
        return builder;
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(
                names.stream()
                        .map(name ->
                                new GeneralName(
                                        CertificateNames.isAddress(name)
                                                ? GeneralName.iPAddress
                                                : GeneralName.dNSName,
                                        name))
                        .toArray(GeneralName[]::new));
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }
}
