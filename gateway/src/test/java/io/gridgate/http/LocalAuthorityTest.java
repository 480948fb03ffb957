package io.gridgate.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

class LocalAuthorityTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void makesAnAuthorityAndACertificateForThisMachine() throws Exception {
        TlsMaterial tls = issue(START, LocalAuthority.LOCAL_NAMES);
        X509Certificate server = tls.chain().getFirst();
        X509Certificate ca = TlsMaterial.certificates(tls.caPath().orElseThrow()).getFirst();
        server.verify(ca.getPublicKey());
        ca.verify(ca.getPublicKey());
        assertThat(server.getPublicKey().getAlgorithm()).isEqualTo("EC");
        assertThat(CertificateNames.of(server))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(ca.getBasicConstraints()).isZero();
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(ca.getNotAfter()).isEqualTo(START.plus(Duration.ofDays(3650)));
        assertThat(server.getNotAfter()).isEqualTo(START.plus(Duration.ofDays(365)));
        for (String key : List.of("ca-key.pem", "server-key.pem")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(folder.resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keepsWhatItMade() throws Exception {
        TlsMaterial made = issue(START, LocalAuthority.LOCAL_NAMES);
        TlsMaterial kept = issue(START.plus(Duration.ofDays(300)), LocalAuthority.LOCAL_NAMES);
        assertThat(kept).isEqualTo(made);
    }

    @Test
    void renewsTheCertificateButNotTheAuthority() throws Exception {
        TlsMaterial made = issue(START, LocalAuthority.LOCAL_NAMES);
        byte[] ca = Files.readAllBytes(made.caPath().orElseThrow());
        TlsMaterial renewed = issue(START.plus(Duration.ofDays(336)), LocalAuthority.LOCAL_NAMES);
        assertThat(renewed.chain()).isNotEqualTo(made.chain());
        assertThat(Files.readAllBytes(renewed.caPath().orElseThrow())).isEqualTo(ca);
    }

    @Test
    void renewsTheAuthorityWithItsCertificates() throws Exception {
        TlsMaterial made = issue(START, LocalAuthority.LOCAL_NAMES);
        byte[] ca = Files.readAllBytes(made.caPath().orElseThrow());
        TlsMaterial renewed = issue(START.plus(Duration.ofDays(3_640)), LocalAuthority.LOCAL_NAMES);
        assertThat(Files.readAllBytes(renewed.caPath().orElseThrow())).isNotEqualTo(ca);
        renewed.chain()
                .getFirst()
                .verify(TlsMaterial.certificates(renewed.caPath().get()).getFirst().getPublicKey());
    }

    @Test
    void issuesAnewForANewName() throws Exception {
        issue(START, LocalAuthority.LOCAL_NAMES);
        TlsMaterial wider = issue(START, List.of("localhost", "gate.example", "10.1.2.3"));
        assertThat(CertificateNames.of(wider.chain().getFirst()))
                .containsExactlyInAnyOrder("localhost", "gate.example", "10.1.2.3");
    }

    private TlsMaterial issue(Instant now, List<String> names) throws Exception {
        return LocalAuthority.issue(folder, names, InstantSource.fixed(now));
    }
}
