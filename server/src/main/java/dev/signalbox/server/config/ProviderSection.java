package dev.signalbox.server.config;

import dev.signalbox.server.settings.AuthName;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ProbeSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.TimeoutSettings;
import dev.signalbox.server.vendors.Vendor;
import dev.signalbox.server.vendors.Vendors;
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

    private static final Pattern API_VERSION_FORM =
            Pattern.compile("20\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])(?:-preview)?");
    static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}");

    /** Headers that frame a message belong to the connection, not to a user. */
    static final Set<String> FRAMING = Set.of(
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

    private static final Vendors VENDORS = Vendors.load();

    private static final Key<ProviderSettings, Optional<DialectName>> DIALECT =
            Key.<ProviderSettings, DialectName>optional(
                            "dialect",
                            WordKind.oneOf(
                                    DialectName.class, WordKind.unavailable("bedrock", "vertex", "cohere", "mistral")),
                            p -> Optional.of(p.dialect()),
                            "The wire format that the provider speaks.")
                    .otherwise("the vendor's; required without one");
    private static final Key<ProviderSettings, Optional<URI>> ENDPOINT = Key.<ProviderSettings, URI>optional(
                    "endpoint",
                    new Addresses(),
                    p -> Optional.of(p.endpoint()),
                    "Where the provider is: for `openai` and `openai-responses` up to and with `/v1`, for `anthropic` and"
                            + " `azure-openai` the host alone, for `gemini` up to and with `/v1beta`, or at Vertex AI with `/publishers/google`.")
            .otherwise("the vendor's, else `https://api.openai.com/v1`, `https://api.anthropic.com` or"
                    + " `https://generativelanguage.googleapis.com/v1beta`");
    private static final Key<ProviderSettings, Optional<String>> API_VERSION = Key.<ProviderSettings, String>optional(
                    "api-version",
                    WordKind.matching("a day such as 2024-10-21, perhaps with -preview", API_VERSION_FORM),
                    ProviderSettings::apiVersion,
                    "The dated version of Azure's API. Without it requests go to its v1, which has no versions.")
            .otherwise("none: v1");
    private static final Key<ProviderSettings, Optional<Secret>> KEY =
            Key.optional("key", Secrets.reference(), ProviderSettings::key, "The credential, sent as `auth` says.");
    private static final Key<ProviderSettings, Optional<AuthName>> AUTH = Key.<ProviderSettings, AuthName>optional(
                    "auth",
                    WordKind.oneOf(AuthName.class, Map.of()),
                    p -> p.key().map(_ -> p.auth()), // without a key it cannot be written, and follows from the rest
                    "In which header the credential is sent: `bearer` is `Authorization: Bearer`, the others are the names"
                            + " of theirs.")
            .otherwise("the vendor's, else the dialect's");
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
            "The software or company behind the endpoint. A known one, such as `groq` or `ollama`, brings its endpoint,"
                    + " dialect, `auth` and quirks; any other word is a label.");
    private static final Key<ProviderSettings, QuirkSettings> QUIRKS = Key.withDefault(
            "quirks",
            QuirkSection.SECTION,
            ProviderSettings::quirks,
            QuirkSettings.none(),
            "In what the provider differs from the owner of its dialect.");
    private static final Key<ProviderSettings, RetrySettings> RETRY = Key.withDefault(
            "retry",
            RetrySection.Provider.SECTION,
            ProviderSettings::retry,
            RetrySettings.defaults(),
            "When an attempt is repeated on the same target.");
    private static final Key<ProviderSettings, BreakerSettings> BREAKER = Key.withDefault(
            "breaker",
            BreakerSection.SECTION,
            ProviderSettings::breaker,
            BreakerSettings.none(),
            "When targets are taken out of rotation.");
    private static final Key<ProviderSettings, CeilingSettings> LIMITS = Key.withDefault(
                    "limits",
                    CeilingSection.SECTION,
                    ProviderSettings::limits,
                    CeilingSettings.none(),
                    "How much is sent to the provider at most, by all its models together.")
            .otherwise("none");
    private static final Key<ProviderSettings, Optional<ProbeSettings>> PROBE = Key.optional(
            "probe",
            ProbeSection.SECTION,
            ProviderSettings::probe,
            "When targets are asked by themselves whether they answer, so that no caller has to find out. Without it none is;"
                    + " `{}` asks those that fail.");
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
                            VENDOR,
                            DIALECT,
                            ENDPOINT,
                            API_VERSION,
                            KEY,
                            AUTH,
                            HEADERS,
                            REGION,
                            QUIRKS,
                            RETRY,
                            BREAKER,
                            LIMITS,
                            PROBE,
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
                    Map.entry("circuit-breaker", "breaker"),
                    Map.entry("rpm", "limits.requests-per-minute"),
                    Map.entry("tpm", "limits.tokens-per-minute"),
                    Map.entry("concurrency", "limits.concurrency"),
                    Map.entry("health-check", "probe"),
                    Map.entry("max-retries", "retry.attempts"),
                    Map.entry("extra-headers", "headers"),
                    Map.entry("models", "the section models, where each model names its provider")))
            .checked(ProviderSection::check);

    private ProviderSection() {}

    private static ProviderSettings build(Values v) {
        DialectName dialect = dialect(v).orElseThrow(() -> new IllegalArgumentException("dialect: missing"));
        return new ProviderSettings(
                v.name(),
                dialect,
                endpoint(v, dialect).orElseThrow(() -> new IllegalArgumentException("endpoint: missing")),
                v.get(API_VERSION),
                v.get(KEY),
                auth(v, dialect),
                v.get(HEADERS),
                v.get(REGION),
                v.get(VENDOR),
                v.get(QUIRKS),
                v.get(RETRY),
                v.get(BREAKER),
                v.get(LIMITS),
                v.get(PROBE),
                v.get(TIMEOUTS),
                v.get(PROXY),
                v.get(CA),
                v.get(MAX_CONNECTIONS));
    }

    private static <T> Optional<T> written(Values v, Key<?, Optional<T>> key) {
        return v.find(key).flatMap(value -> value);
    }

    private static Optional<Vendor> vendor(Values v) {
        return written(v, VENDOR).flatMap(VENDORS::find);
    }

    private static Optional<DialectName> dialect(Values v) {
        return written(v, DIALECT).or(() -> vendor(v).map(Vendor::dialect));
    }

    /** A known vendor that is asked to speak another dialect than the table's serves it at an address of its own. */
    private static Optional<URI> endpoint(Values v, DialectName dialect) {
        Optional<Vendor> vendor = vendor(v);
        return written(v, ENDPOINT)
                .or(() -> vendor.isEmpty()
                        ? dialect.usualEndpoint()
                        : vendor.filter(row -> row.dialect() == dialect).flatMap(Vendor::endpoint));
    }

    private static AuthName auth(Values v, DialectName dialect) {
        return written(v, AUTH)
                .or(() -> vendor(v).filter(row -> row.dialect() == dialect).map(Vendor::auth))
                .orElse(dialect.usualAuth());
    }

    private static void check(Values v, Spot spot) {
        checkVendor(v, spot);
        boolean readable = v.has(DIALECT) && v.has(VENDOR);
        if (readable && dialect(v).isEmpty()) {
            spot.at("dialect").errorAtKey("missing", DIALECT.kind().words(), "a known vendor would bring it");
        }
        dialect(v).filter(_ -> readable).ifPresent(dialect -> {
            checkEndpoint(dialect, v, spot);
            if (spot.has("api-version") && dialect != DialectName.AZURE_OPENAI) {
                spot.at("api-version").errorAtKey("a version of Azure's API", "dialect: azure-openai beside it", "");
            }
            checkCredential(auth(v, dialect), v, spot);
        });
        checkTwice(v.find(HEADERS).orElse(Map.of()).keySet(), spot.at("headers"));
    }

    /** Any word may be a label; one that is nearly a known vendor's is probably meant to be it. */
    private static void checkVendor(Values v, Spot spot) {
        written(v, VENDOR).filter(word -> VENDORS.find(word).isEmpty()).ifPresent(word -> {
            String meant = Nearest.phrase(word, VENDORS.names());
            if (!meant.isEmpty()) {
                spot.at("vendor").warning(Shown.quoted(word), "a known vendor, or any other word as a label", meant);
            }
        });
    }

    /** Who writes a known address without its word misses the quirks that the word brings. */
    private static void checkNamed(DialectName dialect, URI endpoint, Values v, Spot spot) {
        VENDORS.all().stream()
                .filter(_ -> v.has(VENDOR) && written(v, VENDOR).isEmpty())
                .filter(row -> row.dialect() == dialect && !row.quirks().equals(QuirkSettings.none()))
                .filter(row -> row.endpoint().equals(Optional.of(endpoint))
                        && dialect.usualEndpoint().filter(endpoint::equals).isEmpty())
                .findFirst()
                .ifPresent(row -> spot.warning(
                        Shown.quoted(endpoint.toString()),
                        "vendor: " + row.name() + " beside it, which brings what is special there",
                        ""));
    }

    private static void checkEndpoint(DialectName dialect, Values v, Spot spot) {
        if (v.has(ENDPOINT) && endpoint(v, dialect).isEmpty()) {
            String example = dialect == DialectName.AZURE_OPENAI ? " such as https://NAME.openai.azure.com" : "";
            spot.at("endpoint").errorAtKey("missing", ENDPOINT.kind().words() + example, "");
        }
        written(v, ENDPOINT)
                .filter(endpoint -> !endsLikeItsVendors(endpoint, dialect, v))
                .ifPresent(endpoint -> EndpointPath.check(dialect, endpoint, spot.at("endpoint")));
        written(v, ENDPOINT).ifPresent(endpoint -> checkNamed(dialect, endpoint, v, spot.at("endpoint")));
    }

    /** A vendor's other regions and stand-ins for it have its path, which need not be the usual one of the dialect. */
    private static boolean endsLikeItsVendors(URI endpoint, DialectName dialect, Values v) {
        String path = String.valueOf(endpoint.getPath());
        return vendor(v)
                .filter(row -> row.dialect() == dialect)
                .flatMap(Vendor::endpoint)
                .map(usual -> String.valueOf(usual.getPath()))
                .filter(usual -> usual.isEmpty() ? path.isEmpty() : path.endsWith(usual))
                .isPresent();
    }

    private static void checkCredential(AuthName auth, Values v, Spot spot) {
        Set<String> headers = v.find(HEADERS).orElse(Map.of()).keySet();
        Optional<String> own =
                headers.stream().filter(auth.header()::equalsIgnoreCase).findFirst();
        boolean keyless = vendor(v).filter(row -> row.variable().isEmpty()).isPresent();
        if (spot.has("key") && own.isPresent()) {
            spot.at("headers").at(own.get()).errorAtKey("key is sent in this header already", "one of both", "");
        } else if (spot.has("auth") && !spot.has("key")) {
            spot.at("auth").errorAtKey("nothing to send", "a key beside it", "");
        } else if (!spot.has("key") && !spot.has("endpoint") && headers.isEmpty() && !keyless) {
            spot.warning("no key", "key: \"${NAME}\", for this provider refuses requests without one", "");
        }
    }

    private static void checkTwice(Set<String> headers, Spot spot) {
        headers.stream()
                .filter(name -> headers.stream().filter(name::equalsIgnoreCase).count() > 1)
                .forEach(name -> spot.at(name).errorAtKey("this header is written twice", "one spelling", ""));
    }
}
