package dev.signalbox.server.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One account at one provider: where it is, how it is spoken to, and with which credential.
 *
 * @param endpoint the address that the paths of the dialect are appended to; no trailing slash
 * @param apiVersion the dated version of the API; absent where the address or the body names it
 * @param key the credential; absent for providers that want none
 * @param auth in which header the credential is sent
 * @param headers further headers of every request, by name
 * @param region where the provider computes, as a label
 * @param vendor the software or company behind the endpoint: a known one, or a label
 * @param quirks in what it differs from its vendor, or from the owner of its dialect
 * @param breaker when its targets are taken out of rotation, where their models do not say it themselves
 * @param limits how much it is given to do at most, by all its models together
 * @param probe when its targets are asked by themselves whether they answer; absent where they are not
 * @param proxy the HTTP proxy on the way to the provider
 * @param certificateAuthority a PEM file that is trusted beside the JDK's own authorities
 * @param maxConnections open connections to this provider
 */
public record ProviderSettings(
        String name,
        DialectName dialect,
        URI endpoint,
        Optional<String> apiVersion,
        Optional<Secret> key,
        AuthName auth,
        Map<String, Secret> headers,
        Optional<String> region,
        Optional<String> vendor,
        QuirkSettings quirks,
        RetrySettings retry,
        BreakerSettings breaker,
        CeilingSettings limits,
        Optional<ProbeSettings> probe,
        TimeoutSettings timeouts,
        Optional<URI> proxy,
        Optional<Path> certificateAuthority,
        int maxConnections) {

    public static final int DEFAULT_MAX_CONNECTIONS = 4096;

    public ProviderSettings {
        Checks.name("provider", name);
        Checks.that(isAddress(endpoint), "endpoint", name, "an http or https address with a host");
        proxy.ifPresent(p -> Checks.that(isAddress(p), "proxy", name, "an http or https address with a host"));
        Checks.positive("max-connections", maxConnections);
        headers = Checks.inOrder(headers);
    }

    /** A provider with defaults for all that is not given. */
    public static ProviderSettings of(String name, DialectName dialect, URI endpoint) {
        return new ProviderSettings(
                name,
                dialect,
                endpoint,
                Optional.empty(),
                Optional.empty(),
                dialect.usualAuth(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                QuirkSettings.none(),
                RetrySettings.defaults(),
                BreakerSettings.none(),
                CeilingSettings.none(),
                Optional.empty(),
                TimeoutSettings.defaults(),
                Optional.empty(),
                Optional.empty(),
                DEFAULT_MAX_CONNECTIONS);
    }

    public ProviderSettings withKey(Secret newKey) {
        return new ProviderSettings(
                name,
                dialect,
                endpoint,
                apiVersion,
                Optional.of(newKey),
                auth,
                headers,
                region,
                vendor,
                quirks,
                retry,
                breaker,
                limits,
                probe,
                timeouts,
                proxy,
                certificateAuthority,
                maxConnections);
    }

    public ProviderSettings withTimeouts(TimeoutSettings newTimeouts) {
        return new ProviderSettings(
                name,
                dialect,
                endpoint,
                apiVersion,
                key,
                auth,
                headers,
                region,
                vendor,
                quirks,
                retry,
                breaker,
                limits,
                probe,
                newTimeouts,
                proxy,
                certificateAuthority,
                maxConnections);
    }

    public ProviderSettings withRetry(RetrySettings newRetry) {
        return new ProviderSettings(
                name,
                dialect,
                endpoint,
                apiVersion,
                key,
                auth,
                headers,
                region,
                vendor,
                quirks,
                newRetry,
                breaker,
                limits,
                probe,
                timeouts,
                proxy,
                certificateAuthority,
                maxConnections);
    }

    public ProviderSettings withBreaker(BreakerSettings newBreaker) {
        return new ProviderSettings(
                name,
                dialect,
                endpoint,
                apiVersion,
                key,
                auth,
                headers,
                region,
                vendor,
                quirks,
                retry,
                newBreaker,
                limits,
                probe,
                timeouts,
                proxy,
                certificateAuthority,
                maxConnections);
    }

    public ProviderSettings withLimits(CeilingSettings newLimits) {
        return new ProviderSettings(
                name,
                dialect,
                endpoint,
                apiVersion,
                key,
                auth,
                headers,
                region,
                vendor,
                quirks,
                retry,
                breaker,
                newLimits,
                probe,
                timeouts,
                proxy,
                certificateAuthority,
                maxConnections);
    }

    private static boolean isAddress(URI uri) {
        String scheme = uri.getScheme();
        return ("http".equals(scheme) || "https".equals(scheme)) && uri.getHost() != null;
    }
}
