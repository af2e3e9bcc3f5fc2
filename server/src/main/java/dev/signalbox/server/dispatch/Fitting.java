package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.RetrySettings;
import dev.signalbox.server.settings.TimeoutSettings;
import dev.signalbox.wire.dialect.Adjustment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fits the wishes of one caller to one target. Times and retries may always be lowered; more retries than configured, up to
 * what the provider's {@code callers-may} says; statuses only among those that are tried again anyway.
 */
final class Fitting {
    private final Wishes wishes;
    private final Duration whole;
    private final boolean stream;
    private final List<Adjustment> cuts = new ArrayList<>();

    /** @param whole the time of a request over all its attempts */
    Fitting(Wishes wishes, Duration whole, boolean stream) {
        this.wishes = wishes;
        this.whole = whole;
        this.stream = stream;
    }

    /** The target under the wishes. */
    Target of(Target target) {
        return target.within(timeouts(target.provider().timeouts()), retry(target.retry()));
    }

    /** What the target was not allowed. */
    List<Adjustment> cuts() {
        return cuts;
    }

    private TimeoutSettings timeouts(TimeoutSettings configured) {
        TimeoutSettings fitted = configured;
        if (wishes.timeout().isPresent()) {
            Wishes.Time wish = wishes.timeout().get();
            boolean server = whole.compareTo(configured.total()) < 0;
            fitted = fitted.withTotal(shortest(
                    wish,
                    server ? whole : configured.total(),
                    server ? "server.request-timeout" : "the provider's timeouts.total"));
        }
        if (wishes.firstToken().isPresent()) {
            Wishes.Time wish = wishes.firstToken().get();
            if (!stream) {
                cut(wish.header(), words(wish.length()), Adjustment.ABSENT, "only a stream has a first token");
            } else if (configured.firstToken().isPresent()) {
                fitted = fitted.withFirstToken(
                        shortest(wish, configured.firstToken().get(), "the provider's timeouts.first-token"));
            } else {
                fitted = fitted.withFirstToken(shortest(wish, fitted.total(), "the time of the attempt"));
            }
        }
        return fitted;
    }

    private Duration shortest(Wishes.Time wish, Duration most, String whose) {
        if (wish.length().compareTo(most) <= 0) {
            return wish.length();
        }
        cut(wish.header(), words(wish.length()), words(most), "no more than " + whose);
        return most;
    }

    private RetrySettings retry(RetrySettings configured) {
        return wishes.retry().map(wish -> retry(wish, configured)).orElse(configured);
    }

    private RetrySettings retry(Wishes.Retry wish, RetrySettings configured) {
        int attempts = wish.attempts().orElse(configured.attempts());
        if (attempts > configured.most()) {
            cut(
                    wish.header(),
                    "attempts " + attempts,
                    "attempts " + configured.most(),
                    "no more than the provider allows");
            attempts = configured.most();
        }
        Duration longest = longer(configured.delay(), configured.longestDelay());
        Duration delay = wish.delay().orElse(configured.delay());
        if (delay.compareTo(longest) > 0) {
            cut(wish.header(), "delay " + words(delay), "delay " + words(longest), "no more than retry.longest-delay");
            delay = longest;
        }
        return configured.wished(attempts, delay, statuses(wish, configured.on()));
    }

    private Set<Integer> statuses(Wishes.Retry wish, Set<Integer> configured) {
        Set<Integer> wished = new HashSet<>(wish.statuses().orElse(configured));
        Set<Integer> kept = new HashSet<>(wished);
        kept.retainAll(configured);
        if (kept.size() < wished.size()) {
            cut(wish.header(), "on " + words(wished), "on " + words(kept), "only among those of retry.on");
        }
        return kept;
    }

    private void cut(String header, String from, String to, String reason) {
        cuts.add(new Adjustment(header, from, to, reason));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String words(Set<Integer> statuses) {
        return statuses.isEmpty()
                ? "none"
                : statuses.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }
}
