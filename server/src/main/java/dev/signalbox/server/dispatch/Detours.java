package dev.signalbox.server.dispatch;

import dev.signalbox.server.ceilings.Limit;
import dev.signalbox.server.ceilings.Saturation;
import dev.signalbox.server.exchange.Holds;
import dev.signalbox.server.exchange.PassedOver;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.wire.dialect.Adjustment;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The targets that were passed over because they could not carry the request, had no room for it or were out, or whose answer
 * was not good enough. The account hears of those that were not asked.
 */
final class Detours {
    private record Detour(Target target, String why) {}

    private final Holds account;
    private final Clock clock;
    private final List<Detour> detours = new ArrayList<>(0);

    Detours(Holds account, Clock clock) {
        this.account = account;
        this.clock = clock;
    }

    /** It cannot carry the request. */
    void unfit(Target target, String why) {
        passedOver(target, PassedOver.Kind.UNFIT, why, Optional.empty());
    }

    /** It has as much to do as it may. When a place becomes free is not known; when a minute is over is. */
    void full(Target target, Saturation why) {
        PassedOver.Kind kind = why.limit() == Limit.TOLD ? PassedOver.Kind.ADVICE : PassedOver.Kind.CEILING;
        passedOver(target, kind, why.words(), why.rate() ? Optional.of(why.left()) : Optional.empty());
    }

    /** Its breaker keeps the request from it. */
    void open(Target target, Health.State state) {
        passedOver(
                target,
                PassedOver.Kind.OPEN,
                state.rule()
                                .map(rule -> "taken out by the rule " + rule)
                                .orElse("another request is finding out how it fares")
                        + (state.rule().isPresent() && state.left().isZero() ? ", being probed" : ""),
                Optional.of(state.left()).filter(Duration::isPositive));
    }

    /** It answered, and not well enough. */
    void escalated(Target target, String why) {
        add(target, why);
    }

    private void passedOver(Target target, PassedOver.Kind kind, String why, Optional<Duration> left) {
        add(target, why);
        account.passedOver(new PassedOver(
                target.name(),
                target.provider().name(),
                kind,
                why,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                left.map(time -> clock.instant().plus(time).truncatedTo(ChronoUnit.MILLIS))));
    }

    private void add(Target target, String why) {
        Detour detour = new Detour(target, why);
        if (!detours.contains(detour)) {
            detours.add(detour);
        }
    }

    /** A word on each of them for the request that goes to this one. */
    List<Adjustment> told(Target instead) {
        if (detours.isEmpty()) {
            return List.of();
        }
        return detours.stream()
                .filter(detour -> !detour.target.equals(instead))
                .map(detour -> new Adjustment("model", detour.target.name(), instead.name(), detour.why))
                .toList();
    }
}
