package dev.signalbox.server.fetch;

import dev.signalbox.server.http.Headers;
import dev.signalbox.server.http.HttpCall;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.settings.FetchSettings;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One address, read. The host is looked up once, here, and the connection goes to the address that was checked: a name that
 * means something else at its second look-up gains nothing. Every redirect is a new address with all checks.
 */
final class Fetching {
    private static final int MOST_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Headers FIELDS = Headers.of(
            "accept", "image/png, image/jpeg, image/gif, image/webp, application/pdf", "user-agent", "signalbox");

    private final Fetcher fetcher;
    private final FetchSettings settings;
    private final Fetcher.Waiting waiting;
    private final long untilNanos;
    private final long mostBytes;

    Fetching(Fetcher fetcher, FetchSettings settings, Fetcher.Waiting waiting, long untilNanos, long bytesLeft) {
        this.fetcher = fetcher;
        this.settings = settings;
        this.waiting = waiting;
        boolean sooner = waiting.deadlineNanos() - untilNanos < 0;
        this.untilNanos = sooner ? waiting.deadlineNanos() : untilNanos;
        this.mostBytes = Math.min(settings.maxBytes(), bytesLeft);
    }

    byte[] read(String written) throws Unfetched {
        Destination at = Destination.of(written, settings);
        try {
            for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                try (ProviderResponse response = ask(at)) {
                    if (!REDIRECTS.contains(response.status())) {
                        return body(response);
                    }
                    Optional<String> location = response.headers().first("location");
                    if (location.isEmpty()) {
                        throw status(response);
                    }
                    at = at.next(location.get(), settings);
                }
            }
        } catch (HttpFailure e) {
            throw failed(e);
        }
        throw new Unfetched(Outcome.STATUS, "sends on more than " + MOST_REDIRECTS + " times (expected: the bytes)");
    }

    private ProviderResponse ask(Destination at) throws Unfetched, HttpFailure {
        InetAddress address = checked(at);
        HttpCall call = new HttpCall(
                "GET",
                ascii(at.uri()),
                FIELDS,
                new byte[0],
                shorter(CONNECT),
                shorter(settings.timeout()),
                IDLE,
                untilNanos,
                waiting.loop(),
                Optional.of(address));
        return fetcher.client().send(call, waiting.hangUp());
    }

    /** The address to connect to. One that may not be is enough to refuse a host: it was put there for a purpose. */
    private InetAddress checked(Destination at) throws Unfetched {
        Optional<InetAddress> literal = at.literal();
        List<InetAddress> all = literal.isPresent()
                ? List.of(literal.get())
                : fetcher.lookups().of(at.host(), left(), waiting.hangUp());
        for (InetAddress address : all) {
            boolean allowed = switch (Reach.of(address)) {
                case PUBLIC -> true;
                case PRIVATE -> at.named();
                case NEVER -> false;
            };
            if (!allowed) {
                throw Unfetched.refused();
            }
        }
        return all.stream().findFirst().orElseThrow(Unfetched::refused);
    }

    private byte[] body(ProviderResponse response) throws Unfetched, HttpFailure {
        if (response.status() != 200) {
            throw status(response);
        }
        boolean announced = response.headers()
                .first("content-length")
                .filter(length -> length.length() > 18 || !isAtMost(length))
                .isPresent();
        if (announced || mostBytes <= 0) {
            throw tooLarge();
        }
        return response.whole(Math.toIntExact(mostBytes), Duration.ofNanos(left()));
    }

    private boolean isAtMost(String length) {
        return !length.isEmpty()
                && length.chars().allMatch(c -> c >= '0' && c <= '9')
                && Long.parseLong(length) <= mostBytes;
    }

    private long left() throws Unfetched {
        long left = untilNanos - System.nanoTime();
        if (left <= 0) {
            throw late();
        }
        return left;
    }

    private Duration shorter(Duration wanted) throws Unfetched {
        Duration left = Duration.ofNanos(left());
        return wanted.compareTo(left) < 0 ? wanted : left;
    }

    private Unfetched failed(HttpFailure failure) {
        return switch (failure.kind()) {
            case CONNECT, TLS, CUT, PROTOCOL ->
                new Unfetched(Outcome.UNREACHABLE, "cannot be reached (expected: a host that answers over HTTP)");
            case CONNECT_TIMEOUT, FIRST_BYTE_TIMEOUT, READ_TIMEOUT, DEADLINE -> late();
            case CANCELLED -> new Unfetched(Outcome.ABANDONED, "was not waited for");
            case TOO_LARGE -> tooLarge();
        };
    }

    private static Unfetched late() {
        return new Unfetched(Outcome.TIMEOUT, "did not answer in time");
    }

    private Unfetched tooLarge() {
        return mostBytes < settings.maxBytes()
                ? new Unfetched(
                        Outcome.TOO_LARGE,
                        "is too large (expected: at most " + settings.maxTotal() + " bytes of all addresses)")
                : new Unfetched(Outcome.TOO_LARGE, "is too large (expected: at most " + mostBytes + " bytes)");
    }

    private static Unfetched status(ProviderResponse response) {
        return new Unfetched(Outcome.STATUS, "answered with status " + response.status() + " (expected: 200)");
    }

    private static URI ascii(URI uri) {
        return URI.create(uri.toASCIIString());
    }
}
