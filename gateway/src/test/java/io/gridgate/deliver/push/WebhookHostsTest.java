package io.gridgate.deliver.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;

final class WebhookHostsTest {

    private final WebhookHosts hosts = new WebhookHosts(List.of("Billing.internal", "10.1.2.3"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "168.63.129.16",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::7f00:1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fdff::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "2002:a00:1::1",
                "2002:7f00:1::",
                "100::1",
                "3fff::1",
                "5f00::1"
            })
    void callsNoAddressThatIsNotPublic(String address) {
        assertThat(allowed("partner.example", address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.0",
                "168.63.129.17",
                "172.15.0.1",
                "172.32.0.1",
                "192.0.1.1",
                "198.17.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "64:ff9b::101:101",
                "2002:101:101::1",
                "::ffff:1.1.1.1"
            })
    void callsPublicAddresses(String address) {
        assertThat(allowed("partner.example", address)).hasSize(1);
    }

    @Test
    void callsOnlyTheAllowedOnesOfSeveralAddresses() {
        assertThat(allowed("partner.example", "10.0.0.1", "1.1.1.1", "::1"))
                .containsExactly(InetAddress.ofLiteral("1.1.1.1"));
    }

    @Test
    void callsThisMachineByItsOwnNamesOnly() {
        assertThat(allowed("localhost", "127.0.0.1", "::1", "10.0.0.1")).hasSize(2);
        assertThat(allowed("127.0.0.1", "127.0.0.1")).hasSize(1);
        assertThat(allowed("[::1]", "::1")).hasSize(1);
        assertThat(allowed("localhost.partner.example", "127.0.0.1")).isEmpty();
    }

    @Test
    void callsPrivateHostsWhereverTheyLead() {
        assertThat(allowed("billing.INTERNAL", "10.0.0.1", "127.0.0.1")).hasSize(2);
        assertThat(allowed("10.1.2.3", "10.1.2.3")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://partner.example/hook",
                "http://localhost:8080/push/x?access_token=y",
                "http://127.0.0.1/",
                "http://[::1]/",
                "http://billing.internal/hook",
                "http://10.1.2.3/",
                "https://1.1.1.1/"
            })
    void takesEndpointsThatCanBeCalled(String endpoint) {
        assertThatCode(() -> hosts.check(URI.create(endpoint))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://partner.example/", "http://localhost.partner.example/"})
    void refusesHttpToOthers(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hosts.check(URI.create(endpoint)))
                .withMessageContaining("http goes only to this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://10.0.0.1/", "https://169.254.169.254/", "https://[fd00::1]/"})
    void refusesLiteralAddressesThatArePrivate(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hosts.check(URI.create(endpoint)))
                .withMessageContaining("is no public address; add it to push.private-hosts");
    }

    private List<InetAddress> allowed(String host, String... addresses) {
        return hosts.allowed(
                host, List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
    }
}
