package dev.signalbox.server.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.settings.ProviderSettings;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where requests go, for every kind of provider that a configuration can name. */
class ProviderAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dialect: openai | gpt-x | https://api.openai.com/v1/chat/completions",
                "dialect: anthropic | claude-x | https://api.anthropic.com/v1/messages",
                "vendor: groq | llama-x | https://api.groq.com/openai/v1/chat/completions",
                "vendor: google-openai | gemini-x | https://generativelanguage.googleapis.com/v1beta/openai/chat/completions",
                "vendor: perplexity | sonar | https://api.perplexity.ai/chat/completions",
                "vendor: azure, endpoint: https://r.openai.azure.com | prod | https://r.openai.azure.com/openai/v1/chat/completions",
                "vendor: azure, endpoint: https://r.openai.azure.com/, api-version: 2024-10-21 | prod"
                        + " | https://r.openai.azure.com/openai/deployments/prod/chat/completions?api-version=2024-10-21",
                "vendor: azure, endpoint: https://r.openai.azure.com, api-version: 2025-01-01-preview | our/prod 4+ü?"
                        + " | https://r.openai.azure.com/openai/deployments/our%2Fprod%204%2B%C3%BC%3F/chat/completions?api-version=2025-01-01-preview",
                "vendor: foundry, endpoint: https://r.services.ai.azure.com/openai/v1 | Phi-4"
                        + " | https://r.services.ai.azure.com/openai/v1/chat/completions",
                "vendor: foundry, dialect: anthropic, endpoint: https://r.services.ai.azure.com/anthropic | claude-x"
                        + " | https://r.services.ai.azure.com/anthropic/v1/messages",
            })
    void leadsToTheProvider(String written, String model, String expected) {
        ProviderSettings provider = provider(written);

        assertThat(ProviderAddress.of(provider, Dialects.of(provider.dialect()), model, true))
                .hasToString(expected);
    }

    static ProviderSettings provider(String written) {
        String quoted = written.replaceAll("https://[^, ]+", "\"$0\"");
        Loaded loaded = Configuration.load(
                "t", "providers: { p: { " + quoted + " } }\n", Path.of("."), name -> name.equals("KEY") ? "k3y" : null);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Good.class);
        ProviderSettings provider =
                ((Loaded.Good) loaded).settings().providers().get("p");
        assertThat(provider).isNotNull();
        return provider;
    }
}
