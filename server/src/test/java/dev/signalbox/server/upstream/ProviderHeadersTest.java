package dev.signalbox.server.upstream;

import static dev.signalbox.server.upstream.ProviderAddressTest.provider;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.DialectName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The credential goes where the provider wants it, and nowhere else. */
class ProviderHeadersTest {
    private static final String KEY = ", key: \"${KEY}\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dialect: openai | authorization | Bearer k3y",
                "dialect: openai, auth: api-key | api-key | k3y",
                "dialect: anthropic | x-api-key | k3y",
                "dialect: anthropic, auth: bearer | authorization | Bearer k3y",
                "dialect: openai, auth: x-goog-api-key | x-goog-api-key | k3y",
                "vendor: azure, endpoint: https://r.openai.azure.com | api-key | k3y",
                "vendor: azure, endpoint: https://r.openai.azure.com, auth: bearer | authorization | Bearer k3y",
                "vendor: foundry, endpoint: https://r.services.ai.azure.com/openai/v1 | api-key | k3y",
                "vendor: foundry, dialect: anthropic, endpoint: https://r.services.ai.azure.com/anthropic | x-api-key | k3y",
                "vendor: google | x-goog-api-key | k3y",
                "vendor: google-openai | authorization | Bearer k3y",
            })
    void carryTheCredentialOnce(String written, String header, String value) {
        Headers headers = ProviderHeaders.of(
                provider(written + KEY), false, true, Headers.builder().build(), Optional.empty());

        assertThat(headers.first(header)).hasValue(value);
        for (String other : new String[] {"authorization", "api-key", "x-api-key", "x-goog-api-key"}) {
            assertThat(headers.first(other).isPresent()).as(other).isEqualTo(other.equals(header));
        }
    }

    @Test
    void keepTheVersionOfAnthropicAtFoundry() {
        Headers headers = ProviderHeaders.of(
                provider("vendor: foundry, dialect: anthropic, endpoint: https://r.services.ai.azure.com/anthropic"
                        + KEY),
                false,
                true,
                Headers.builder().add("anthropic-beta", "a,b").build(),
                Optional.empty());

        assertThat(headers.first("anthropic-version")).hasValue("2023-06-01");
        assertThat(headers.first("anthropic-beta")).hasValue("a,b");
    }

    @Test
    void tellTheIdUnderWhichAzureKnowsARequest() {
        Headers answer = Headers.builder()
                .add("x-request-id", "of-the-model")
                .add("apim-request-id", "of-azure")
                .build();

        assertThat(ProviderHeaders.requestId(DialectName.AZURE_OPENAI, answer)).hasValue("of-azure");
        assertThat(ProviderHeaders.requestId(DialectName.OPENAI, answer)).hasValue("of-the-model");
    }
}
