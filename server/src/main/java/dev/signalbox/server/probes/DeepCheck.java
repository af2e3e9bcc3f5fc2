package dev.signalbox.server.probes;

import dev.signalbox.server.catalogue.Members;
import dev.signalbox.server.catalogue.Members.Member;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.dispatch.Trouble;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Asks all that a caller may use whether it answers, each target at most once in a time, whoever wants to know how often: so
 * that curiosity has a price that is known beforehand.
 */
public final class DeepCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int AT_ONCE = 8;

    private final Asker asker;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ConcurrentMap<String, Asked> asked = new ConcurrentHashMap<>();

    /** Asks a target. Blocks. */
    @FunctionalInterface
    public interface Asker {
        /** What came of it. */
        Probed ask(Settings settings, Target target, Duration patience);
    }

    /** An answer that is here, or on its way. */
    private record Asked(Target target, long sinceNanos, CompletableFuture<Probed> outcome) {}

    /** A member and what came of asking it. */
    public record Checked(Member member, Probed outcome) {
        /** Whether it answers. */
        public boolean answers() {
            return outcome instanceof Probed.Answered;
        }
    }

    /** @param nanoTime a monotonic clock in nanoseconds */
    public DeepCheck(Asker asker, Clock clock, LongSupplier nanoTime) {
        this.asker = asker;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /**
     * How all that this caller may use fares. Blocks; called on a virtual thread.
     *
     * @param holds for how long an answer is good enough
     */
    public List<Checked> check(Settings settings, Caller caller, Duration holds) {
        Members all = Members.of(settings, clock.instant());
        Map<String, Member> known =
                all.members().stream().collect(Collectors.toMap(Member::name, member -> member, (one, _) -> one));
        asked.keySet().removeIf(name -> !known.containsKey(name));
        List<Member> wanted =
                all.members().stream().filter(member -> usable(member, caller)).toList();
        List<CompletableFuture<Probed>> outcomes = wanted.stream()
                .map(member -> outcome(settings, member.target(), holds))
                .toList();
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> new Checked(wanted.get(i), outcomes.get(i).join()))
                .toList();
    }

    private static boolean usable(Member member, Caller caller) {
        return caller.boundary().admits(member.name(), member.target().model())
                && ((member.nameable() && caller.mayUse(member.name()))
                        || member.routes().stream().anyMatch(caller::mayUse));
    }

    @SuppressWarnings("ReferenceEquality") // whoever's question was taken asks
    private CompletableFuture<Probed> outcome(Settings settings, Target target, Duration holds) {
        long now = nanoTime.getAsLong();
        Asked mine = new Asked(target, now, new CompletableFuture<>());
        Asked agreed =
                asked.merge(target.name(), mine, (known, fresh) -> holds(known, target, now, holds) ? known : fresh);
        if (agreed == mine) {
            Thread.ofVirtual().name("deep-check").start(() -> ask(settings, mine));
        }
        return agreed.outcome();
    }

    private static boolean holds(Asked known, Target target, long now, Duration holds) {
        return known.target.equals(target) && (!known.outcome.isDone() || now - known.sinceNanos < holds.toNanos());
    }

    private void ask(Settings settings, Asked mine) {
        try {
            places.acquire();
            try {
                mine.outcome.complete(asker.ask(settings, mine.target, PATIENCE));
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            mine.outcome.complete(unasked());
        } catch (RuntimeException e) {
            mine.outcome.complete(unasked());
        }
    }

    private static Probed unasked() {
        return new Probed.Failed(
                Duration.ZERO, Trouble.NOT_SENT, OptionalInt.empty(), "could not be asked", Optional.empty());
    }
}
