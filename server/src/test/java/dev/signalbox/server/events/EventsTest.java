package dev.signalbox.server.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.events.Receiver.Received;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.settings.EventKind;
import dev.signalbox.server.settings.EventSettings;
import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.json.Json;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventsTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Json.Obj DATA = Json.object(data -> data.put("target", "gpt"));

    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final Receiver receiver = new Receiver();
    private final HttpRuntime runtime = HttpRuntime.start(1, false);
    private volatile Instant now = Instant.parse("2026-06-01T10:00:00Z");
    private volatile Settings settings = to(receiver.address(), EventKind.values());

    @AfterEach
    void end() {
        receiver.close();
        runtime.close();
    }

    private static Settings to(URI webhook, EventKind... on) {
        return with(Optional.of(new EventSettings(webhook, Secret.of(SECRET), Set.of(on))));
    }

    private static Settings with(Optional<EventSettings> events) {
        Settings none = Settings.defaults();
        return new Settings(
                none.server(),
                none.providers(),
                none.models(),
                none.routes(),
                none.callers(),
                none.ledger(),
                none.telemetry(),
                none.fetch(),
                none.idempotency(),
                none.thinking(),
                events,
                none.health(),
                none.routers(),
                none.version());
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private Events events() {
        Webhook webhook = new Webhook(runtime, clock());
        return events(webhook::deliver, 100, webhook::close);
    }

    private Events events(Events.Deliverer deliverer, int room, Runnable closer) {
        return new Events(
                () -> settings,
                deliverer,
                (kind, outcome) -> outcomes.add(kind + " " + outcome),
                clock(),
                new Random(7),
                new Backoff(Duration.ofMillis(2), 3),
                room,
                closer);
    }

    private void awaitOutcome(String outcome) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!outcomes.contains(outcome) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(outcomes).contains(outcome);
    }

    @Test
    void signsAsTheStandardDoes() {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assertThat(Signature.of(
                        key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}".getBytes(UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void deliversASignedEventToTheAddressAsItIsWritten() throws InterruptedException {
        try (Events events = events()) {
            events.tell(EventKind.BREAKER_RESET, DATA);
            Received event = receiver.take();
            assertThat(event.path()).isEqualTo("/hooks/");
            assertThat(event.isSignedWith(SECRET)).isTrue();
            assertThat(event.timestamp()).isEqualTo("1780308000");
            assertThat(event.id()).matches("evt_[0-9a-f]{32}");
            assertThat(event.body())
                    .isEqualTo("{\"type\":\"breaker-reset\",\"id\":\"" + event.id()
                            + "\",\"timestamp\":\"2026-06-01T10:00:00Z\",\"data\":{\"target\":\"gpt\"}}");
            awaitOutcome("breaker-reset delivered");
        }
    }

    @Test
    void triesAgainAfterAFailureUnderTheSameIdWithTheMomentOfTheTry() throws InterruptedException {
        receiver.answers(500, 429);
        try (Events events = events()) {
            events.tell(EventKind.BREAKER_RESET, DATA);
            Received first = receiver.take();
            Received second = receiver.take();
            Received third = receiver.take();
            awaitOutcome("breaker-reset delivered");
            assertThat(List.of(first.id(), second.id(), third.id())).containsOnly(first.id());
            assertThat(List.of(first, second, third)).allMatch(each -> each.isSignedWith(SECRET));
            assertThat(outcomes)
                    .containsExactly("breaker-reset retried", "breaker-reset retried", "breaker-reset delivered");
        }
    }

    @Test
    void givesUpAfterItsTriesAndGoesOnWithTheNextEvent() throws InterruptedException {
        receiver.answers(500, 502, 503);
        try (Events events = events()) {
            events.tell(EventKind.BREAKER_TRIPPED, DATA);
            events.tell(EventKind.BREAKER_RESET, DATA);
            for (int i = 0; i < 3; i++) {
                assertThat(receiver.take().type()).isEqualTo("breaker-tripped");
            }
            assertThat(receiver.take().type()).isEqualTo("breaker-reset");
            awaitOutcome("breaker-reset delivered");
            assertThat(outcomes).contains("breaker-tripped failed");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 404, 410})
    void doesNotTryAgainWhatWasRefusedAndFollowsNobody(int status) throws InterruptedException {
        receiver.answers(status);
        try (Events events = events()) {
            events.tell(EventKind.BREAKER_TRIPPED, DATA);
            events.tell(EventKind.BREAKER_RESET, DATA);
            assertThat(receiver.take().type()).isEqualTo("breaker-tripped");
            Received next = receiver.take();
            assertThat(next.type()).isEqualTo("breaker-reset");
            assertThat(next.path()).isEqualTo("/hooks/");
            assertThat(outcomes).contains("breaker-tripped refused");
        }
    }

    @Test
    void countsWhatDoesNotFitAndNeverWaits() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        Semaphore turns = new Semaphore(0);
        try (Events events = events(
                (_, _) -> {
                    entered.countDown();
                    turns.acquireUninterruptibly();
                    return Delivery.TAKEN;
                },
                4,
                () -> {})) {
            events.tell(EventKind.BREAKER_RESET, DATA);
            entered.await();
            for (int i = 0; i < 10; i++) {
                events.tell(EventKind.BREAKER_RESET, DATA);
            }
            assertThat(outcomes).hasSize(6).containsOnly("breaker-reset dropped");
            turns.release(100);
        }
        assertThat(outcomes)
                .hasSize(11)
                .filteredOn("breaker-reset delivered"::equals)
                .hasSize(5);
    }

    @Test
    void aChangedAddressTakesTheNextTry() throws InterruptedException {
        try (Receiver other = new Receiver();
                Events events = events()) {
            events.tell(EventKind.BREAKER_TRIPPED, DATA);
            assertThat(receiver.take().type()).isEqualTo("breaker-tripped");
            settings = to(other.address(), EventKind.BREAKER_RESET);
            events.tell(EventKind.BREAKER_TRIPPED, DATA); // not wanted any more
            events.tell(EventKind.BREAKER_RESET, DATA);
            assertThat(other.take().type()).isEqualTo("breaker-reset");
            assertThat(other.left() + receiver.left()).isZero();
            settings = with(Optional.empty());
            events.tell(EventKind.BREAKER_RESET, DATA);
        }
        assertThat(outcomes).containsExactly("breaker-tripped delivered", "breaker-reset delivered");
    }

    @Test
    void dropsWhatNobodyWantsAnyMore() throws InterruptedException {
        CountDownLatch first = new CountDownLatch(1);
        try (Events events = events(
                (_, _) -> {
                    settings = with(Optional.empty());
                    first.countDown();
                    return Delivery.FAILED;
                },
                4,
                () -> {})) {
            events.tell(EventKind.BREAKER_RESET, DATA);
            first.await();
            awaitOutcome("breaker-reset dropped");
            assertThat(outcomes).containsExactly("breaker-reset retried", "breaker-reset dropped");
        }
    }

    @Test
    void whatGoesOnHappeningIsToldOnceInTenMinutes() throws InterruptedException {
        try (Events events = events()) {
            for (int i = 0; i < 5; i++) {
                events.tellNowAndThen(EventKind.CREDENTIAL_FAILURE, "openai 401", DATA);
            }
            events.tellNowAndThen(EventKind.CREDENTIAL_FAILURE, "claude 401", DATA);
            now = now.plus(Duration.ofMinutes(10));
            events.tellNowAndThen(EventKind.CREDENTIAL_FAILURE, "openai 401", DATA);
            for (int i = 0; i < 3; i++) {
                assertThat(receiver.take().type()).isEqualTo("credential-failure");
            }
        }
        assertThat(receiver.left()).isZero();
    }

    @Test
    void endsWithinItsBoundThoughTheReceiverNeverAnswers() throws InterruptedException {
        receiver.fallsSilent();
        Events events = events();
        events.tell(EventKind.BREAKER_TRIPPED, DATA);
        events.tell(EventKind.BREAKER_RESET, DATA);
        receiver.take();
        long began = System.nanoTime();
        events.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        awaitOutcome("breaker-tripped failed");
        assertThat(outcomes).containsExactlyInAnyOrder("breaker-tripped failed", "breaker-reset dropped");
        events.tell(EventKind.BREAKER_RESET, DATA);
        assertThat(outcomes).filteredOn("breaker-reset dropped"::equals).hasSize(2);
    }

    @Test
    void doesNotWaitOutAPauseWhenItEnds() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        Events events = new Events(
                () -> settings,
                (_, _) -> {
                    tried.countDown();
                    return Delivery.FAILED;
                },
                (kind, outcome) -> outcomes.add(kind + " " + outcome),
                clock(),
                new Random(7),
                new Backoff(Duration.ofHours(1), 3),
                4,
                () -> {});
        events.tell(EventKind.BREAKER_RESET, DATA);
        tried.await();
        events.close();
        assertThat(outcomes).containsExactly("breaker-reset failed");
    }

    @Test
    void endsAtOnceWhenNothingWaits() throws InterruptedException {
        Events events = events();
        events.tell(EventKind.BREAKER_RESET, DATA);
        receiver.take();
        awaitOutcome("breaker-reset delivered");
        long began = System.nanoTime();
        events.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void pausesDoubleAndVaryByChance() {
        Random random = new Random(3);
        Backoff backoff = Backoff.USUAL;
        for (int made = 1; made < backoff.tries(); made++) {
            List<Duration> pauses = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                pauses.add(backoff.after(made, random));
            }
            Duration most = Duration.ofSeconds(1L << (made - 1));
            assertThat(pauses).allMatch(pause -> pause.compareTo(most.dividedBy(2)) >= 0 && pause.compareTo(most) <= 0);
            assertThat(new HashSet<>(pauses)).hasSizeGreaterThan(40);
        }
    }
}
