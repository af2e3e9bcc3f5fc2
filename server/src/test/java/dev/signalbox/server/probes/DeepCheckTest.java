package dev.signalbox.server.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeepCheckTest {
    private static final Duration HOLDS = Duration.ofSeconds(60);
    private static final Caller ANYBODY = new Caller("me", Optional.empty(), Optional.empty(), Optional.empty());

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);
    private final DeepCheck check = new DeepCheck(
            (_, _, _) -> {
                asked.incrementAndGet();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new Probed.Answered(Duration.ofMillis(5), 8, 1);
            },
            Clock.systemUTC(),
            now::get);

    private static Settings settings(String key) {
        Loaded loaded = Configuration.load("signalbox.yaml", """
                providers:
                  p: { dialect: openai, endpoint: "http://127.0.0.1:1/v1", key: "${KEY}" }
                models: { a: { provider: p }, b: { provider: p } }
                routes: { main: { strategy: static, targets: [{ model: a }] } }
                callers: { me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" } }
                """, Path.of("."), _ -> key);
        return ((Loaded.Good) loaded).settings();
    }

    @Test
    void asksNobodyWhoMayNotServeTheCaller() {
        go.countDown();
        BoundarySettings onlyB =
                new BoundarySettings(Optional.empty(), Optional.empty(), Optional.of(List.of(new NamePattern("b"))));
        Caller confined = new Caller(
                "me", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), onlyB);
        BoundarySettings inEurope =
                new BoundarySettings(Optional.of(List.of("eu")), Optional.empty(), Optional.empty());
        Caller european = new Caller(
                "me", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), inEurope);
        Settings settings = settings("k-1");
        assertThat(check.check(settings, confined, HOLDS))
                .extracting(checked -> checked.member().name())
                .containsExactly("b");
        assertThat(check.check(settings, european, HOLDS)).isEmpty();
        assertThat(asked.get()).isEqualTo(1);
    }

    @Test
    void asksOnceHoweverManyWantToKnowAtOnce() throws Exception {
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            Settings settings = settings("k-1");
            List<Future<List<DeepCheck.Checked>>> answers = IntStream.range(0, 50)
                    .mapToObj(_ -> crowd.submit(() -> check.check(settings, ANYBODY, HOLDS)))
                    .toList();
            go.countDown();
            for (Future<List<DeepCheck.Checked>> answer : answers) {
                assertThat(answer.get()).hasSize(2).allMatch(DeepCheck.Checked::answers);
            }
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void asksAgainWhenTheTimeIsOverOrTheTargetIsAnother() {
        go.countDown();
        check.check(settings("k-1"), ANYBODY, HOLDS);
        now.addAndGet(HOLDS.toNanos() - 1);
        check.check(settings("k-1"), ANYBODY, HOLDS);
        assertThat(asked).hasValue(2);
        now.addAndGet(1);
        check.check(settings("k-1"), ANYBODY, HOLDS);
        assertThat(asked).hasValue(4);
        check.check(settings("k-2"), ANYBODY, HOLDS);
        assertThat(asked).as("another key").hasValue(6);
    }

    @Test
    void asksOnlyWhatTheCallerMayUse() {
        go.countDown();
        Caller confined =
                new Caller("me", Optional.empty(), Optional.empty(), Optional.of(List.of(new NamePattern("main"))));
        assertThat(check.check(settings("k-1"), confined, HOLDS))
                .singleElement()
                .satisfies(checked -> assertThat(checked.member().name()).isEqualTo("a"));
        assertThat(asked).hasValue(1);
    }
}
