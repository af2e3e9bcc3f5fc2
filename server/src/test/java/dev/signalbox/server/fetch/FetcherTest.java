package dev.signalbox.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.settings.FetchSettings;
import dev.signalbox.wire.model.Media;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses read over real sockets; {@code pictures.test} is a host that the operator named. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FetcherTest {
    private static final String REFUSED = "cannot be read (expected: a public http or https address on its usual port)";

    private final Map<String, List<String>> hosts = new ConcurrentHashMap<>();
    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private HttpRuntime runtime;
    private Fetcher fetcher;
    private PictureHost host;

    @BeforeAll
    void start() {
        runtime = HttpRuntime.start(1, true);
        fetcher = new Fetcher(runtime, this::lookUp, (outcome, bytes) -> counted.add(outcome.word() + " " + bytes));
    }

    @AfterAll
    void stop() {
        fetcher.close();
        runtime.close();
    }

    @BeforeEach
    void open() {
        host = new PictureHost().holds("/a.png", "text/html", PictureHost.PNG);
        hosts.put("pictures.test", List.of("127.0.0.1"));
        lookedUp.clear();
        counted.clear();
    }

    @AfterEach
    void close() {
        host.close();
        hosts.clear();
    }

    private List<InetAddress> lookUp(String name) throws UnknownHostException {
        lookedUp.add(name);
        if (!hosts.containsKey(name)) {
            throw new UnknownHostException(name);
        }
        return hosts.get(name).stream().map(InetAddress::ofLiteral).toList();
    }

    private FetchSettings settings() {
        return new FetchSettings(
                true, 100_000, 150_000, 3, Duration.ofSeconds(10), Set.of("pictures.test"), Set.of(80, host.port()));
    }

    private Round round(FetchSettings settings, HangUp hangUp) {
        return fetcher.round(
                settings,
                new Fetcher.Waiting(
                        hangUp,
                        runtime.loop(),
                        System.nanoTime() + Duration.ofSeconds(20).toNanos()));
    }

    private Round round() {
        return round(settings(), HangUp.never());
    }

    private String at(String path) {
        return "http://pictures.test:" + host.port() + path;
    }

    private static Failure.BadRequest failure(Round round, String... addresses) {
        Refused refused = catchThrowableOfType(Refused.class, () -> round.media(List.of(addresses)));
        assertThat(refused.failure()).isInstanceOf(Failure.BadRequest.class);
        return (Failure.BadRequest) refused.failure();
    }

    @Test
    void readsAPictureWithoutSayingWhoWantsIt() {
        Map<String, Media.Inline> media = round().media(List.of(at("/a.png?size=1")));
        assertThat(media)
                .containsEntry(
                        at("/a.png?size=1"),
                        new Media.Inline("image/png", Base64.getEncoder().encodeToString(PictureHost.PNG)));
        assertThat(host.asked).containsExactly("/a.png?size=1");
        assertThat(host.fields.keySet())
                .isSubsetOf("accept", "accept-encoding", "host", "user-agent", "connection", "content-length");
        assertThat(host.fields.get("host")).containsExactly("pictures.test:" + host.port());
        assertThat(counted).containsExactly("fetched " + PictureHost.PNG.length);
    }

    @Test
    void asksForAHostOnceAndGoesToTheAddressThatWasChecked() {
        // The system knows no pictures.test: a second look-up of anybody's would end in nothing.
        assertThat(round().media(List.of(at("/a.png")))).hasSize(1);
        assertThat(lookedUp).containsExactly("pictures.test");
    }

    @Test
    void aNameThatChangesItsMindGainsNothing() {
        hosts.put("rebinding.test", List.of("127.0.0.1"));
        assertThat(failure(round(), "http://rebinding.test:" + host.port() + "/a.png")
                        .detail())
                .isEqualTo("messages: address \"http://rebinding.test:" + host.port() + "/a.png\" " + REFUSED);
        hosts.put("rebinding.test", List.of("8.8.8.8", "127.0.0.1"));
        assertThat(failure(round(), "http://rebinding.test:" + host.port() + "/a.png")
                        .code())
                .isEqualTo("address_refused");
        assertThat(host.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"169.254.169.254", "0.0.0.0", "224.0.0.1", "fd00:ec2::254", "::ffff:0:7f00:1", "64:ff9b::7f00:1"
            })
    void evenANamedHostIsNotReadAtAnAddressThatHoldsNoPictures(String address) {
        hosts.put("pictures.test", List.of(address));
        assertThat(failure(round(), at("/a.png")).detail()).endsWith(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/a.png",
                "http://[::1]:PORT/a.png",
                "http://[::ffff:127.0.0.1]:PORT/a.png",
                "http://[64:ff9b::7f00:1]:PORT/a.png",
                "http://[2002:7f00:1::]:PORT/a.png",
                "http://2130706433:PORT/a.png",
                "http://0x7f.1:PORT/a.png",
                "http://localhost:PORT/a.png",
                "http://u:p@pictures.test:PORT/a.png",
                "http://pictures.test:1/a.png",
                "http://169.254.169.254/latest/meta-data/",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://nowhere.test:PORT/a.png",
                "ftp://pictures.test:PORT/a.png"
            })
    void tellsNothingOfWhyAnAddressIsRefused(String written) {
        String address = written.replace("PORT", Integer.toString(host.port()));
        Failure.BadRequest failure = failure(round(), address);
        assertThat(failure.code()).isEqualTo("address_refused");
        assertThat(failure.detail()).endsWith("\" " + REFUSED).doesNotContain("u:p@");
        assertThat(failure.param()).contains("messages");
        assertThat(host.asked).isEmpty();
        assertThat(counted).containsExactly("refused 0");
    }

    @Test
    void followsAFewRedirectsAndChecksEachOfThem() {
        host.sendsOn("/1", "/2").sendsOn("/2", at("/3")).sendsOn("/3", "a.png").sendsOn("/0", "/1");
        assertThat(round().media(List.of(at("/1")))).hasSize(1);
        assertThat(lookedUp).hasSize(4);
        assertThat(failure(round(), at("/0")).code()).isEqualTo("address_status");
        host.sendsOn("/inside", "http://127.0.0.1:" + host.port() + "/a.png")
                .sendsOn("/metadata", "http://169.254.169.254/latest/")
                .sendsOn("/file", "file:///etc/passwd");
        host.asked.clear();
        for (String path : List.of("/inside", "/metadata", "/file")) {
            assertThat(failure(round(), at(path)).detail()).endsWith("\" " + REFUSED);
        }
        assertThat(host.asked).containsExactly("/inside", "/metadata", "/file");
    }

    @Test
    void believesTheBytesAndNotTheHeader() {
        host.holds("/page", "image/png", "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .holds("/svg", "image/svg+xml", "<svg>".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .holds("/nothing", "image/png", new byte[0])
                .holds("/pdf", "image/png", PictureHost.PDF);
        for (String path : List.of("/page", "/svg", "/nothing")) {
            assertThat(failure(round(), at(path)).code()).isEqualTo("address_not_media");
        }
        assertThat(round().media(List.of(at("/pdf"))).get(at("/pdf")).mediaType())
                .isEqualTo("application/pdf");
    }

    @Test
    void takesNoMoreThanItIsTold() {
        byte[] large = java.util.Arrays.copyOf(PictureHost.PNG, 100_001);
        byte[] most = java.util.Arrays.copyOf(PictureHost.PNG, 100_000);
        host.holds("/large", "image/png", large)
                .holds("/most", "image/png", most)
                .at("/endless", exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(large);
                    }
                });
        assertThat(failure(round(), at("/large")).code()).isEqualTo("address_too_large");
        assertThat(failure(round(), at("/endless")).detail()).contains("at most 100000 bytes");
        assertThat(failure(round(), at("/most"), at("/most?again")).detail())
                .contains("at most 150000 bytes of all addresses");
    }

    @Test
    void readsAnAddressOnceAndOnlySoMany() {
        Round round = round();
        round.media(List.of(at("/a.png"), at("/a.png?2")));
        round.media(List.of(at("/a.png?2"), at("/a.png"), at("/a.png?3")));
        assertThat(host.asked).containsExactly("/a.png", "/a.png?2", "/a.png?3");
        assertThat(failure(round, at("/a.png?4")).code()).isEqualTo("too_many_addresses");
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        host.hangs("/silent").at("/dribbling", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            for (byte one : PictureHost.PNG) {
                exchange.getResponseBody().write(one);
                exchange.getResponseBody().flush();
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            }
        });
        FetchSettings hasty = new FetchSettings(
                true, 100_000, 150_000, 3, Duration.ofMillis(200), Set.of("pictures.test"), Set.of(80, host.port()));
        for (String path : List.of("/silent", "/dribbling")) {
            assertThat(failure(round(hasty, HangUp.never()), at(path)).code()).isEqualTo("address_timeout");
        }
    }

    @Test
    void tellsWhatTheHostSays() {
        host.says("/gone", 404).says("/broken", 500).at("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(PictureHost.PNG);
        });
        assertThat(failure(round(), at("/gone")).detail()).contains("answered with status 404");
        assertThat(failure(round(), at("/broken")).detail()).contains("answered with status 500");
        assertThat(failure(round(), at("/cut")).code()).isEqualTo("address_unreachable");
    }

    @Test
    void readsNothingWhereItIsSwitchedOff() {
        FetchSettings off =
                new FetchSettings(false, 1, 1, 1, Duration.ofSeconds(1), Set.of("pictures.test"), Set.of(host.port()));
        assertThat(failure(round(off, HangUp.never()), at("/a.png")).code()).isEqualTo("addresses_not_read");
        assertThat(host.asked).isEmpty();
    }

    @Test
    void stopsWhenTheCallerLeaves() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        host.at("/slow", _ -> {
            asked.countDown();
            never.await();
        });
        Leaving leaving = new Leaving();
        Thread caller = Thread.startVirtualThread(() -> {
            try {
                asked.await();
                leaving.leave();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Refused refused = catchThrowableOfType(
                Refused.class, () -> round(settings(), leaving).media(List.of(at("/slow"))));
        assertThat(refused.failure()).isInstanceOf(Failure.CallerGone.class);
        assertThat(counted).containsExactly("abandoned 0");
        never.countDown();
        caller.join();
    }

    /** A caller that leaves when it is told to. */
    private static final class Leaving implements HangUp {
        private final List<Runnable> actions = new ArrayList<>();
        private volatile boolean happened;

        @Override
        public boolean happened() {
            return happened;
        }

        @Override
        public synchronized Registration onHangUp(Runnable action) {
            actions.add(action);
            return () -> forget(action);
        }

        private synchronized void forget(Runnable action) {
            actions.remove(action);
        }

        void leave() {
            happened = true;
            List<Runnable> now;
            synchronized (this) {
                now = List.copyOf(actions);
            }
            now.forEach(Runnable::run);
        }
    }
}
