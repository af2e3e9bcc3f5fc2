package dev.signalbox.server.probes;

import dev.signalbox.server.catalogue.Members;
import dev.signalbox.server.catalogue.Members.Member;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.health.Pass;
import dev.signalbox.server.settings.LifecycleSettings.Stage;
import dev.signalbox.server.settings.ProbeSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks targets by itself whether they answer, as the settings of each moment want it: at most one request to a target at a
 * time. What comes of it is told to the target's health like an attempt, so a breaker that waits for a probe gets one at no
 * caller's risk.
 */
public final class ActiveProbes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ActiveProbes.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration EXPECTED = EVERY.multipliedBy(5);
    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final int AT_ONCE = 8;

    private final Supplier<Settings> settings;
    private final Health health;
    private final DeepCheck.Asker asker;
    private final Clocks clocks;
    private final Executor executor;
    private final Runnable stop;
    private final ProbeTimes times;
    private final PerSettings<List<Probable>> targets;
    private final Map<String, Boolean> running = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** The two clocks. */
    record Clocks(Clock wall, LongSupplier nanoTime) {}

    /** A target and when it is to be asked. */
    private record Probable(Target target, ProbeSettings rule) {}

    ActiveProbes(
            Supplier<Settings> settings,
            Health health,
            DeepCheck.Asker asker,
            Clocks clocks,
            RandomGenerator random,
            Executor executor,
            Runnable stop) {
        this.settings = settings;
        this.health = health;
        this.asker = asker;
        this.clocks = clocks;
        this.executor = executor;
        this.stop = stop;
        this.times = new ProbeTimes(random);
        this.targets = new PerSettings<>(now -> probable(now, Instant.MIN));
    }

    /** Looks at the targets every second until it is closed. */
    public static ActiveProbes start(SettingsHolder settings, Health health, Prober prober) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("signalbox-probes").factory());
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("signalbox-probe-", 1).factory());
        ActiveProbes probes = new ActiveProbes(
                settings::now,
                health,
                prober::ask,
                new Clocks(Clock.systemUTC(), System::nanoTime),
                (RandomGenerator) () -> ThreadLocalRandom.current().nextLong(),
                threads,
                () -> {
                    timer.shutdownNow();
                    threads.shutdownNow();
                    await(threads);
                });
        timer.scheduleWithFixedDelay(probes::lookSafely, 1, EVERY.toSeconds(), TimeUnit.SECONDS);
        return probes;
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            log.error("targets could not be looked at; the next look comes", e);
        }
    }

    /** Asks what is due now. */
    void look() {
        Settings now = settings.get();
        Instant moment = clocks.wall.instant();
        List<Probable> all = targets.of(now).stream()
                .filter(each -> !isRetired(each.target, moment))
                .toList();
        times.keep(all.stream().map(each -> each.target.key()).collect(Collectors.toSet()));
        for (Probable each : all) {
            String key = each.target.key();
            Standing standing = health.of(key).standing();
            if (standing != Standing.HEALTHY && standing != Standing.UNHEALTHY) {
                health.expectProbe(key, EXPECTED);
            }
            if (!running.containsKey(key)
                    && places.availablePermits() > 0
                    && times.due(key, each.rule, standing, clocks.nanoTime.getAsLong())) {
                begin(now, each);
            }
        }
    }

    private void begin(Settings now, Probable each) {
        String key = each.target.key();
        running.put(key, true);
        places.acquireUninterruptibly();
        executor.execute(() -> {
            try {
                probe(now, each);
            } finally {
                places.release();
                running.remove(key);
            }
        });
    }

    private void probe(Settings now, Probable each) {
        Optional<Pass> entered = health.enterToProbe(each.target.key(), each.target.breaker());
        if (entered.isEmpty()) {
            return;
        }
        try (Pass pass = entered.get()) {
            switch (asker.ask(now, each.target, each.rule.timeout())) {
                case Probed.Answered _ -> pass.succeeded();
                case Probed.Failed failed -> {
                    failed.fault().ifPresent(pass::failed);
                    log.info(
                            "target {} was probed and does not answer: {}",
                            each.target.name(),
                            failed.trouble().word());
                }
            }
        }
    }

    private static boolean isRetired(Target target, Instant now) {
        return target.model()
                .lifecycle()
                .filter(l -> l.stage(now) == Stage.RETIRED)
                .isPresent();
    }

    /** Several names of one pattern share their health, so one of them is enough. */
    private static List<Probable> probable(Settings settings, Instant now) {
        Map<String, Probable> byKey = new LinkedHashMap<>();
        for (Member member : Members.of(settings, now).members()) {
            Target target = member.target();
            target.model()
                    .probe()
                    .or(() -> target.provider().probe())
                    .ifPresent(rule -> byKey.putIfAbsent(target.key(), new Probable(target, rule)));
        }
        return List.copyOf(byKey.values());
    }

    private static void await(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("a probe did not end in {} ms", CLOSING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop.run();
    }
}
