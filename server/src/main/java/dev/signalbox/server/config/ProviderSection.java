package dev.signalbox.server.config;

import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.TimeoutSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code providers.NAME}: one account at one provider. */
final class ProviderSection {

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    /** Headers that frame a message belong to the connection, not to a user. */
    private static final Set<String> FRAMING = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "keep-alive",
            "proxy-connection",
            "expect");

    private static final Key<ProviderSettings, DialectName> DIALECT = Key.required(
            "dialect",
            WordKind.oneOf(
                    DialectName.class,
                    WordKind.unavailable(
                            "azure-openai", "openai-responses", "gemini", "bedrock", "vertex", "cohere", "mistral")),
            ProviderSettings::dialect,
            "The wire format that the provider speaks.");
    private static final Key<ProviderSettings, Optional<URI>> ENDPOINT = Key.<ProviderSettings, URI>optional(
                    "endpoint",
                    new Addresses(),
                    p -> Optional.of(p.endpoint()),
                    "Where the provider is: for `openai` up to and with `/v1`, for `anthropic` the host alone.")
            .otherwise("`https://api.openai.com/v1`, `https://api.anthropic.com`");
    private static final Key<ProviderSettings, Optional<Secret>> KEY = Key.optional(
            "key", Secrets.reference(), ProviderSettings::key, "The credential, sent as the dialect has it.");
    private static final Key<ProviderSettings, Map<String, Secret>> HEADERS = Key.withDefault(
            "headers",
            new Named<>(
                    Secrets.text(),
                    name -> HEADER.matcher(name).matches() && !FRAMING.contains(name.toLowerCase(Locale.ROOT)),
                    "the name of a header that does not frame the message"),
            ProviderSettings::headers,
            Map.of(),
            "Further headers of every request, by name. Values may be plain text and are always masked.");
    private static final Key<ProviderSettings, Optional<String>> REGION =
            Key.optional("region", WordKind.label(), ProviderSettings::region, "Where the provider computes; a label.");
    private static final Key<ProviderSettings, Optional<String>> VENDOR = Key.optional(
            "vendor",
            WordKind.label(),
            ProviderSettings::vendor,
            "The software or company behind the endpoint, such as `ollama`; a label.");
    private static final Key<ProviderSettings, RetrySettings> RETRY = Key.withDefault(
            "retry",
            RetrySection.Provider.SECTION,
            ProviderSettings::retry,
            RetrySettings.defaults(),
            "When an attempt is repeated on the same target.");
    private static final Key<ProviderSettings, TimeoutSettings> TIMEOUTS = Key.withDefault(
            "timeouts",
            TimeoutSection.SECTION,
            ProviderSettings::timeouts,
            TimeoutSettings.defaults(),
            "How long one attempt waits for the provider.");
    private static final Key<ProviderSettings, Optional<URI>> PROXY = Key.optional(
            "proxy", new Addresses(), ProviderSettings::proxy, "An HTTP proxy on the way to the provider.");
    private static final Key<ProviderSettings, Optional<Path>> CA = Key.optional(
            "ca",
            Paths.readableFile(),
            ProviderSettings::certificateAuthority,
            "A PEM file with authorities that are trusted beside the usual ones. A relative path starts at the directory"
                    + " of the configuration file.");
    private static final Key<ProviderSettings, Integer> MAX_CONNECTIONS = Key.withDefault(
            "max-connections",
            Numbers.whole(1, 100_000),
            ProviderSettings::maxConnections,
            ProviderSettings.DEFAULT_MAX_CONNECTIONS,
            "Open connections to this provider.");

    static final Section<ProviderSettings> SECTION = Section.of(
                    "providers.NAME",
                    "One account at one provider. The name is yours to choose.",
                    List.of(
                            DIALECT,
                            ENDPOINT,
                            KEY,
                            HEADERS,
                            REGION,
                            VENDOR,
                            RETRY,
                            TIMEOUTS,
                            PROXY,
                            CA,
                            MAX_CONNECTIONS),
                    ProviderSection::build)
            .renamed(Map.ofEntries(
                    Map.entry("base-url", "endpoint"),
                    Map.entry("api-base", "endpoint"),
                    Map.entry("url", "endpoint"),
                    Map.entry("api-key", "key"),
                    Map.entry("token", "key"),
                    Map.entry("type", "dialect"),
                    Map.entry("provider", "dialect"),
                    Map.entry("timeout", "timeouts.total"),
                    Map.entry("retries", "retry.attempts"),
                    Map.entry("max-retries", "retry.attempts"),
                    Map.entry("extra-headers", "headers"),
                    Map.entry("models", "the section models, where each model names its provider")))
            .checked(ProviderSection::check);

    private ProviderSection() {}

    private static ProviderSettings build(Values v) {
        return new ProviderSettings(
                v.name(),
                v.get(DIALECT),
                v.get(ENDPOINT).orElseGet(() -> ProviderSettings.usualEndpoint(v.get(DIALECT))),
                v.get(KEY),
                v.get(HEADERS),
                v.get(REGION),
                v.get(VENDOR),
                v.get(RETRY),
                v.get(TIMEOUTS),
                v.get(PROXY),
                v.get(CA),
                v.get(MAX_CONNECTIONS));
    }

    private static void check(Values v, Spot spot) {
        v.find(DIALECT).ifPresent(dialect -> {
            v.find(ENDPOINT)
                    .flatMap(endpoint -> endpoint)
                    .ifPresent(endpoint -> checkPath(dialect, endpoint, spot.at("endpoint")));
            checkCredential(dialect, v, spot);
        });
        checkTwice(v.find(HEADERS).orElse(Map.of()).keySet(), spot.at("headers"));
    }

    private static void checkPath(DialectName dialect, URI endpoint, Spot spot) {
        boolean versioned = String.valueOf(endpoint.getPath()).endsWith("/v1");
        String shown = Shown.quoted(endpoint.toString());
        switch (dialect) {
            case OPENAI -> {
                if (!versioned) {
                    spot.warning(shown, "an address that ends in /v1 for the dialect openai", "");
                }
            }
            case ANTHROPIC -> {
                if (versioned) {
                    spot.warning(shown, "an address without /v1, which the dialect anthropic appends", "");
                }
            }
        }
    }

    private static void checkCredential(DialectName dialect, Values v, Spot spot) {
        Set<String> headers = v.find(HEADERS).orElse(Map.of()).keySet();
        String header = switch (dialect) {
            case OPENAI -> "authorization";
            case ANTHROPIC -> "x-api-key";
        };
        Optional<String> own = headers.stream().filter(header::equalsIgnoreCase).findFirst();
        if (spot.has("key") && own.isPresent()) {
            spot.at("headers").at(own.get()).errorAtKey("key is sent in this header already", "one of both", "");
        } else if (!spot.has("key") && !spot.has("endpoint") && headers.isEmpty()) {
            spot.warning("no key", "key: \"${NAME}\", for this provider refuses requests without one", "");
        }
    }

    private static void checkTwice(Set<String> headers, Spot spot) {
        headers.stream()
                .filter(name -> headers.stream().filter(name::equalsIgnoreCase).count() > 1)
                .forEach(name -> spot.at(name).errorAtKey("this header is written twice", "one spelling", ""));
    }
}
