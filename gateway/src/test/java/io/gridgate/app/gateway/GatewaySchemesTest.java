package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.app.gateway.SchemesFixture.Signed;
import io.gridgate.http.HttpLimits;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Every scheme through the gateway's own settings and routes. */
final class GatewaySchemesTest {

    @TempDir private static Path folder;
    private static SchemesFixture gateway;

    @BeforeAll
    static void open() throws IOException {
        gateway = new SchemesFixture(folder, HttpLimits.DEFAULT);
    }

    @AfterAll
    static void close() {
        gateway.close();
    }

    static Stream<Signed> deliveries() {
        return SchemesFixture.deliveries();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void acceptsADeliveryOnce(Signed delivery) throws Exception {
        HttpResponse<String> first = gateway.send(delivery);
        HttpResponse<String> again = gateway.send(delivery);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        JsonNode receipt = GatewayFixture.json(first).path("receipts").path(0);
        JsonNode repeat = GatewayFixture.json(again).path("receipts").path(0);
        assertThat(receipt.path("status").asText()).isEqualTo("accepted");
        assertThat(repeat.path("status").asText()).isEqualTo("duplicate");
        assertThat(repeat.path("sequence")).isEqualTo(receipt.path("sequence"));
        assertThat(repeat.path("id")).isEqualTo(receipt.path("id"));
    }

    static Stream<Signed> signedDeliveries() {
        return SchemesFixture.deliveries().filter(Signed::signed);
    }

    @ParameterizedTest
    @MethodSource("signedDeliveries")
    void refusesEveryOtherBodyUnderTheSameSignature(Signed delivery) throws Exception {
        HttpResponse<String> response = gateway.send(delivery.withBody(delivery.body() + " "));

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void refusesADeliveryWithoutProofLikeOneForNobody(Signed delivery) throws Exception {
        HttpResponse<String> response = gateway.send(delivery.without(delivery.proof()));
        HttpResponse<String> nobody = gateway.send(delivery.to("/partners/acme/no-such-source"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(nobody.body());
    }

    @Test
    void answersSlacksQuestionOnlyWhenItIsSigned() throws Exception {
        String question = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV\"}";
        Signed signed = SchemesFixture.slack(question);

        HttpResponse<String> answer = gateway.send(signed);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(answer.body()).isEqualTo("3eZbrw1aBm2rZgRNFdxV");
        assertThat(gateway.send(signed.without(signed.proof())).statusCode()).isEqualTo(401);
    }

    @Test
    void saysWhichAttributeTheMappingCannotMake() throws Exception {
        HttpResponse<String> response =
                gateway.send(SchemesFixture.webhook("{\"order\":{\"id\":7}}"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(GatewayFixture.json(response).path("receipts").path(0))
                .isEqualTo(
                        GatewayFixture.tree(
                                Map.of(
                                        "status", "rejected",
                                        "attribute", "type",
                                        "reason", "has no value: nothing usable is at /event")));
        assertThat(gateway.send(SchemesFixture.webhook("{")).statusCode()).isEqualTo(400);
    }
}
