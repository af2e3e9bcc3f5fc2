package dev.signalbox.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.GatewayPlace;
import dev.signalbox.server.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
    private static final String OWN = "x-signalbox-metadata";

    private static Caller caller(Map<String, String> metadata) {
        return new Caller(
                "c",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                metadata,
                BoundarySettings.none());
    }

    private static Map<String, String> of(Exchange exchange) {
        return Metadata.of(exchange, Requests.CALLER);
    }

    @Test
    void isNothingUnlessSomebodySaysSomething() {
        assertThat(of(Requests.plain())).isEmpty();
    }

    @Test
    void readsBothHeaderFieldsAndOursGoesFirst() {
        Headers headers = Headers.of(
                OWN, "{\"team\":\"ours\",\"x\":\"1\"}", "x-tfy-metadata", "{\"team\":\"theirs\",\"y\":\"2\"}");
        assertThat(of(Requests.with(headers)))
                .containsExactlyInAnyOrderEntriesOf(Map.of("team", "ours", "x", "1", "y", "2"));
    }

    @Test
    void goesFromTheBodyOverTheHeaderAndTheGatewayToTheCaller() {
        Exchange asked = Requests.of(
                Headers.of(OWN, "{\"b\":\"header\",\"c\":\"header\",\"d\":\"header\",\"gateway-zone\":\"forged\"}"),
                "\"metadata\":{\"a\":\"body\",\"b\":\"body\",\"c\":\"body\",\"d\":\"body\"},");
        GatewayPlace place =
                new GatewayPlace(Optional.of("eu-west"), Optional.of("b"), Map.of("c", "gateway", "d", "gateway"));
        Exchange exchange = Requests.after(asked, at(place));
        assertThat(Metadata.of(exchange, caller(Map.of("d", "caller"))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "a", "body",
                        "b", "header",
                        "c", "gateway",
                        "d", "caller",
                        "gateway-region", "eu-west",
                        "gateway-zone", "b"));
    }

    private static Settings at(GatewayPlace place) {
        return Requests.settings(Settings.defaults().server().at(place));
    }

    @Test
    void leavesToTheProviderWhatOfABodyIsNoMetadataOfOurs() {
        Exchange exchange = Requests.of(
                Headers.empty(),
                "\"metadata\":{\"n\":1,\"long\":\"" + "x".repeat(513) + "\",\"\":\"x\",\"kept\":\"" + "y".repeat(512)
                        + "\"},");
        assertThat(of(exchange)).containsOnlyKeys("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "null", "[\"secret\"]", "{\"is\":\"secret\"}"})
    void neverOverlooksAClassOfDataInABody(String value) {
        assertThatThrownBy(() ->
                        of(Requests.of(Headers.empty(), "\"metadata\":{\"data-class\":" + value + ",\"a\":\"b\"},")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.failure().detail())
                                .isEqualTo("metadata.data-class: no string (expected: a string)"));
    }

    @Test
    void findsAClassOfDataBehindAnyNumberOfWords() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            many.append("\"k").append(i).append("\":\"\",");
        }
        assertThat(of(Requests.of(Headers.empty(), "\"metadata\":{" + many + "\"data-class\":\"secret\"},")))
                .hasSize(33)
                .containsEntry("data-class", "secret");
        assertThatThrownBy(() ->
                        of(Requests.of(Headers.empty(), "\"metadata\":{\"data-class\":\"" + "x".repeat(513) + "\"},")))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                | x-signalbox-metadata: not a JSON object at byte 0 (expected: a JSON object of strings)",
                "'{\"a\":1}'       | x-signalbox-metadata.\"a\": no string (expected: a string)",
                "'{\"\":\"x\"}'    | a name of 0 characters",
                "'{\"a\":\"\\n\"}' | none of them a control character",
                "'{\"a\":\"b\"'    | expected: a JSON object of strings",
                "team=search       | expected: a JSON object of strings"
            })
    void refusesAHeaderFieldThatHoldsSomethingElse(String header, String told) {
        assertThatThrownBy(() -> of(Requests.with(Headers.of(OWN, header))))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.failure()).isInstanceOf(Failure.BadRequest.class);
                    assertThat(refused.failure().code()).isEqualTo("invalid_metadata");
                    assertThat(refused.failure().detail()).contains(told.trim());
                });
    }

    @Test
    void boundsAHeaderField() {
        String longest = "{\"a\":\"" + "x".repeat(128) + "\"}";
        assertThat(of(Requests.with(Headers.of(OWN, longest)))).containsKey("a");
        assertThatThrownBy(() -> of(Requests.with(Headers.of(OWN, longest.replace("\"}", "x\"}")))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.failure().detail())
                                .contains("a string of 129 characters (expected: at most 128"));
        StringBuilder many = new StringBuilder("{\"a\":\"\"");
        for (int i = 0; i < 32; i++) {
            many.append(",\"k").append(i).append("\":\"\"");
        }
        assertThatThrownBy(() -> of(Requests.with(Headers.of(OWN, many + "}"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.failure().detail()).contains("33 names (expected: at most 32)"));
    }
}
