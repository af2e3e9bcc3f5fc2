package dev.signalbox.server.config;

import dev.signalbox.server.settings.FetchSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code fetch}: addresses of images and documents that callers name. */
final class FetchSection {

    private static final FetchSettings DEFAULTS = FetchSettings.defaults();
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,253}|[0-9A-Fa-f:.]{2,45}");

    private static final Key<FetchSettings, Boolean> ENABLED = Key.of(
            "enabled",
            WordKind.trueOrFalse(),
            FetchSettings::enabled,
            DEFAULTS,
            "Whether addresses are read for providers that take only bytes; otherwise such requests get 400.");
    private static final Key<FetchSettings, Long> MAX_BYTES = Key.of(
            "max-bytes",
            Numbers.bytes(FetchSettings.MOST_BYTES),
            FetchSettings::maxBytes,
            DEFAULTS,
            "The most that one address may hold.");
    private static final Key<FetchSettings, Long> MAX_TOTAL = Key.of(
            "max-total",
            Numbers.bytes(1L << 30),
            FetchSettings::maxTotal,
            DEFAULTS,
            "The most that all addresses of one request may hold.");
    private static final Key<FetchSettings, Integer> MAX_ADDRESSES = Key.of(
            "max-addresses",
            Numbers.whole(1, 1000),
            FetchSettings::maxAddresses,
            DEFAULTS,
            "How many different addresses one request may name.");
    private static final Key<FetchSettings, Duration> TIMEOUT = Key.of(
            "timeout",
            Durations.moreThanZero(),
            FetchSettings::timeout,
            DEFAULTS,
            "For all addresses of one request together.");
    private static final Key<FetchSettings, Set<String>> ALLOW = Key.of(
            "allow",
            ListKind.of(WordKind.matching("a host name or address", HOST)).as(FetchSection::lower, List::copyOf),
            FetchSettings::allow,
            DEFAULTS,
            "Hosts that may be private, such as a store of images inside the network; others must be public.");
    private static final Key<FetchSettings, Set<Integer>> PORTS = Key.of(
            "ports",
            ListKind.notEmpty(Numbers.whole(1, 65_535)).as(TreeSet<Integer>::new, List::copyOf),
            FetchSettings::ports,
            DEFAULTS,
            "The ports that may be asked.");

    static final Section<FetchSettings> SECTION = Section.of(
                    "fetch",
                    "How addresses of images and documents are read for providers that take only bytes.",
                    List.of(ENABLED, MAX_BYTES, MAX_TOTAL, MAX_ADDRESSES, TIMEOUT, ALLOW, PORTS),
                    v -> new FetchSettings(
                            v.get(ENABLED),
                            v.get(MAX_BYTES),
                            v.get(MAX_TOTAL),
                            v.get(MAX_ADDRESSES),
                            v.get(TIMEOUT),
                            v.get(ALLOW),
                            v.get(PORTS)))
            .renamed(Map.of("max-size", "max-bytes", "hosts", "allow", "allow-list", "allow"));

    private FetchSection() {}

    private static Set<String> lower(List<String> hosts) {
        Set<String> lower = new TreeSet<>();
        hosts.forEach(host -> lower.add(host.toLowerCase(Locale.ROOT)));
        return lower;
    }
}
