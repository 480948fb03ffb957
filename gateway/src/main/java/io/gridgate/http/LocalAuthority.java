package io.gridgate.http;

import io.gridgate.auth.OwnerOnlyFile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The certificate authority of one machine: makes itself and a server certificate where there are
 * none, so that clients which insist on HTTPS work without any set-up but one trusted file.
 *
 * <p>Files, all in one folder: {@code ca.pem} for clients to trust; {@code ca-key.pem}, {@code
 * server.pem}, {@code server-key.pem}. The keys are readable by the owner only. The authority lives
 * for ten years, the server certificate for one; both are renewed at a start within their last
 * thirty days.
 */
public final class LocalAuthority {

    /** The names that every server certificate has. */
    public static final List<String> LOCAL_NAMES = List.of("localhost", "127.0.0.1", "::1");

    private static final Duration CA_LIFE = Duration.ofDays(3_650);
    private static final Duration SERVER_LIFE = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final Path ca;
    private final Path caKey;
    private final Path server;
    private final Path serverKey;
    private final Instant now;

    private LocalAuthority(Path folder, Instant now) {
        this.ca = folder.resolve("ca.pem");
        this.caKey = folder.resolve("ca-key.pem");
        this.server = folder.resolve("server.pem");
        this.serverKey = folder.resolve("server-key.pem");
        this.now = now;
    }

    /**
     * Returns key and certificate of a server; makes what is missing or near its end.
     *
     * @param folder where the files are; made where it is missing
     * @param names host names and addresses that the certificate must have
     * @param clock the time
     * @return key and certificate
     * @throws IOException if the files can be neither read nor written
     */
    public static TlsMaterial issue(Path folder, List<String> names, InstantSource clock)
            throws IOException {
        Files.createDirectories(folder);
        return new LocalAuthority(folder, clock.instant()).issue(names);
    }

    private TlsMaterial issue(List<String> names) throws IOException {
        boolean newAuthority = !isGood(ca, caKey);
        if (newAuthority) {
            makeAuthority();
        }
        if (newAuthority || !isGood(server, serverKey) || !hasNames(names)) {
            makeServer(names);
        }
        return TlsMaterial.read(server, serverKey, Optional.of(ca.toAbsolutePath().normalize()));
    }

    private void makeAuthority() throws IOException {
        KeyPair keys = CertificateMaker.keys();
        OwnerOnlyFile.write(caKey, CertificateMaker.pem(keys.getPrivate()));
        write(ca, CertificateMaker.authority(keys, now, now.plus(CA_LIFE)));
    }

    private void makeServer(List<String> names) throws IOException {
        X509Certificate issuer = TlsMaterial.certificates(ca).getFirst();
        KeyPair keys = CertificateMaker.keys();
        X509Certificate certificate =
                CertificateMaker.server(
                        new CertificateMaker.Issuer(issuer, TlsMaterial.privateKey(caKey, "EC")),
                        keys.getPublic(),
                        names,
                        now,
                        now.plus(SERVER_LIFE));
        OwnerOnlyFile.write(serverKey, CertificateMaker.pem(keys.getPrivate()));
        write(server, certificate);
    }

    private boolean isGood(Path certificate, Path key) throws IOException {
        if (!Files.exists(certificate) || !Files.exists(key)) {
            return false;
        }
        Instant end = TlsMaterial.certificates(certificate).getFirst().getNotAfter().toInstant();
        return end.isAfter(now.plus(RENEW_BEFORE));
    }

    private boolean hasNames(List<String> names) throws IOException {
        return CertificateNames.of(TlsMaterial.certificates(server).getFirst())
                .containsAll(names.stream().map(CertificateNames::canonical).toList());
    }

    private static void write(Path file, X509Certificate certificate) throws IOException {
        Files.writeString(file, CertificateMaker.pem(certificate), StandardCharsets.US_ASCII);
    }
}
