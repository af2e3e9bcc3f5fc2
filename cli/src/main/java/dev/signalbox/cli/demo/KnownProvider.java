package dev.signalbox.cli.demo;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A real provider that joins the demo when its usual key variable is set.
 *
 * @param variable the environment variable that its own documentation uses for the key
 * @param endpoint its address, up to where the dialect's paths begin
 * @param models beginnings of the names that it gives its models
 */
record KnownProvider(String name, String variable, String dialect, String endpoint, List<String> models) {

    /** Where two offer models of the same beginning, the earlier one gets it. */
    static final List<KnownProvider> ALL = List.of(
            new KnownProvider(
                    "openai",
                    "OPENAI_API_KEY",
                    "openai",
                    "https://api.openai.com/v1",
                    List.of("gpt-*", "chatgpt-*", "o1*", "o3*", "o4*")),
            new KnownProvider(
                    "anthropic", "ANTHROPIC_API_KEY", "anthropic", "https://api.anthropic.com", List.of("claude-*")),
            compatible(
                    "mistral",
                    "MISTRAL_API_KEY",
                    "https://api.mistral.ai/v1",
                    "mistral-*",
                    "magistral-*",
                    "ministral-*",
                    "codestral-*",
                    "devstral-*",
                    "pixtral-*"),
            compatible("deepseek", "DEEPSEEK_API_KEY", "https://api.deepseek.com/v1", "deepseek-*"),
            compatible("xai", "XAI_API_KEY", "https://api.x.ai/v1", "grok-*"),
            compatible(
                    "groq",
                    "GROQ_API_KEY",
                    "https://api.groq.com/openai/v1",
                    "llama-*",
                    "groq/*",
                    "openai/gpt-oss-*",
                    "moonshotai/*"),
            compatible(
                    "cerebras",
                    "CEREBRAS_API_KEY",
                    "https://api.cerebras.ai/v1",
                    "llama3*",
                    "qwen-*",
                    "gpt-oss-*",
                    "zai-*"),
            compatible("perplexity", "PERPLEXITY_API_KEY", "https://api.perplexity.ai", "sonar*"),
            compatible(
                    "fireworks", "FIREWORKS_API_KEY", "https://api.fireworks.ai/inference/v1", "accounts/fireworks/*"),
            compatible(
                    "together",
                    "TOGETHER_API_KEY",
                    "https://api.together.xyz/v1",
                    "meta-llama/*",
                    "Qwen/*",
                    "deepseek-ai/*",
                    "mistralai/*"),
            compatible(
                    "openrouter",
                    "OPENROUTER_API_KEY",
                    "https://openrouter.ai/api/v1",
                    "openai/*",
                    "anthropic/*",
                    "google/*",
                    "meta-llama/*",
                    "mistralai/*",
                    "deepseek/*",
                    "qwen/*",
                    "x-ai/*",
                    "moonshotai/*"));

    KnownProvider {
        models = List.copyOf(models);
    }

    /** Whether its key is in this environment. */
    boolean isAvailable(Function<String, @Nullable String> environment) {
        String key = environment.apply(variable);
        return key != null && !key.isBlank();
    }

    private static KnownProvider compatible(String name, String variable, String endpoint, String... models) {
        return new KnownProvider(name, variable, "openai", endpoint, List.of(models));
    }
}
