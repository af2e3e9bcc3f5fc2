package dev.signalbox.server.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.dispatch.Trouble;
import dev.signalbox.server.health.Fault;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Targets that are asked by themselves, second by second in a time that the test makes. */
class ActiveProbesTest {
    private final AtomicLong now = new AtomicLong(7_000_000_000L);
    private final Health health = new Health(now::get);
    private final List<String> asked = new ArrayList<>();
    private final List<Long> when = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean slow;
    private boolean closed;
    private Settings settings = settings("probe: { every: 10s, timeout: 3s }");
    private final ActiveProbes probes = new ActiveProbes(
            () -> settings,
            health,
            (_, target, patience) -> {
                asked.add(target.name());
                when.add(now.get());
                assertThat(patience).isEqualTo(Duration.ofSeconds(3));
                return broken.contains(target.name())
                        ? new Probed.Failed(
                                Duration.ZERO,
                                Trouble.PROVIDER_ERROR,
                                OptionalInt.of(503),
                                "status 503",
                                Optional.of(Fault.status(503)))
                        : new Probed.Answered(Duration.ZERO, 8, 1);
            },
            new ActiveProbes.Clocks(Clock.systemUTC(), now::get),
            new SplittableRandom(3),
            work -> {
                if (slow) {
                    waiting.add(work);
                } else {
                    work.run();
                }
            },
            () -> closed = true);

    private static Settings settings(String probe) {
        Loaded loaded = Configuration.load("signalbox.yaml", """
                providers:
                  p:
                    dialect: openai
                    endpoint: "http://127.0.0.1:1/v1"
                    breaker: { rules: [{ name: broken, count: 1, trip: 30s }] }
                    %s
                  free: { dialect: openai, endpoint: "http://127.0.0.1:1/v1" }
                models:
                  a: { provider: p }
                  b: { provider: p }
                  unruled: { provider: free, probe: { every: 10s, timeout: 3s } }
                  unprobed: { provider: free }
                callers: { me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" } }
                """.formatted(probe), Path.of("."), _ -> null);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    private BreakerSettings rules() {
        return settings.providers().get("p").breaker();
    }

    private void trip(String target) {
        health.enter(target, rules(), true).orElseThrow().failed(Fault.status(500));
        assertThat(health.of(target).standing()).isEqualTo(Standing.OPEN);
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            probes.look();
        }
    }

    @Test
    void bringsATargetBackWithoutACaller() {
        seconds(20);
        assertThat(asked).as("healthy targets").isEmpty();
        trip("a");
        seconds(29);
        assertThat(asked).as("its time is not over").isEmpty();
        seconds(2);
        assertThat(asked).containsExactly("a");
        assertThat(health.of("a").standing()).isEqualTo(Standing.HEALTHY);
        seconds(60);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void keepsABrokenTargetOutAndLetsNoCallerFindOut() {
        broken.add("a");
        trip("a");
        for (int i = 0; i < 100; i++) {
            seconds(1);
            assertThat(health.enter("a", rules(), false)).as("second " + i).isEmpty();
        }
        assertThat(asked).containsExactly("a", "a", "a");
        broken.clear();
        seconds(31);
        assertThat(health.enter("a", rules(), false)).isPresent();
    }

    @Test
    void asksOneTargetOnceAtATime() {
        slow = true;
        trip("a");
        seconds(60);
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(asked).containsExactly("a");
    }

    @Test
    void asksTargetsWithoutRulesWhileTheyAreUnhealthy() {
        broken.add("unruled");
        health.failed("unruled");
        health.failed("unruled");
        seconds(60);
        assertThat(asked).hasSizeBetween(4, 7).containsOnly("unruled");
        assertThat(health.of("unruled").unhealthy()).isTrue();
        for (int i = 1; i < when.size(); i++) {
            assertThat(Duration.ofNanos(when.get(i) - when.get(i - 1)))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(13));
        }
        health.failed("unprobed");
        health.failed("unprobed");
        seconds(60);
        assertThat(asked).doesNotContain("unprobed");
    }

    @Test
    void asksAllOfThemWhereThatIsWantedAndObeysNewSettings() {
        settings = settings("probe: { every: 10s, timeout: 3s, targets: all }");
        seconds(100);
        assertThat(asked.stream().filter("a"::equals).count()).isBetween(8L, 13L);
        assertThat(asked.stream().filter("b"::equals).count()).isBetween(8L, 13L);
        assertThat(when.stream().distinct().count()).as("not together").isGreaterThan(12);
        asked.clear();
        settings = settings("");
        trip("a");
        seconds(100);
        assertThat(asked).isEmpty();
        assertThat(health.enter("a", rules(), false))
                .as("callers find out again")
                .isPresent();
    }

    @Test
    void leavesTheQuestionToTheNextOneIfNothingWasSent() {
        ActiveProbes mute = new ActiveProbes(
                () -> settings,
                health,
                (_, _, _) -> new Probed.Failed(
                        Duration.ZERO, Trouble.NOT_SENT, OptionalInt.empty(), "no journal", Optional.empty()),
                new ActiveProbes.Clocks(Clock.systemUTC(), now::get),
                new SplittableRandom(3),
                Runnable::run,
                () -> {});
        trip("a");
        now.addAndGet(Duration.ofSeconds(31).toNanos());
        mute.look();
        assertThat(health.of("a").standing()).isEqualTo(Standing.HALF_OPEN);
        probes.close();
        assertThat(closed).isTrue();
    }
}
