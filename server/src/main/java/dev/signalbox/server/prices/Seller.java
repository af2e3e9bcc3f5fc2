package dev.signalbox.server.prices;

import dev.signalbox.server.settings.ProviderSettings;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who sells the models of a provider, as the vendors of the book are named: what the user wrote, else whom the address
 * belongs to. One name of a model has one price at one seller and another at the next.
 */
public final class Seller {
    /** By host, or by the end of a host where every account has its own. */
    private static final Map<String, String> HOSTS = Map.ofEntries(
            Map.entry("api.openai.com", "openai"),
            Map.entry(".openai.azure.com", "azure"),
            Map.entry(".services.ai.azure.com", "foundry"),
            Map.entry("api.anthropic.com", "anthropic"),
            Map.entry("generativelanguage.googleapis.com", "google"),
            Map.entry("api.mistral.ai", "mistral"),
            Map.entry("api.groq.com", "groq"),
            Map.entry("api.x.ai", "xai"),
            Map.entry("api.deepseek.com", "deepseek"),
            Map.entry("api.cerebras.ai", "cerebras"),
            Map.entry("api.together.xyz", "together"),
            Map.entry("api.together.ai", "together"),
            Map.entry("api.fireworks.ai", "fireworks"),
            Map.entry("openrouter.ai", "openrouter"),
            Map.entry("api.perplexity.ai", "perplexity"),
            Map.entry("api.moonshot.ai", "moonshot"),
            Map.entry("api.z.ai", "zai"),
            Map.entry("dashscope-intl.aliyuncs.com", "alibaba"));

    private Seller() {}

    /** The seller; absent where nothing tells. */
    public static Optional<String> of(ProviderSettings provider) {
        return provider.vendor().map(word -> word.toLowerCase(Locale.ROOT)).or(() -> owner(provider));
    }

    private static Optional<String> owner(ProviderSettings provider) {
        String host = provider.endpoint().getHost().toLowerCase(Locale.ROOT);
        int dot = host.indexOf('.');
        return Optional.ofNullable(HOSTS.get(host))
                .or(() -> Optional.ofNullable(dot < 0 ? null : HOSTS.get(host.substring(dot))));
    }
}
