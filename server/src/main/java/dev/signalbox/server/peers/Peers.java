package dev.signalbox.server.peers;

import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.settings.PeerSettings;
import dev.signalbox.server.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the others what this gateway saw itself: a few times a second what is new, to each by itself and one message at a time.
 * Whoever has something to tell never waits; a peer that does not listen is told less often and stops nobody.
 */
public final class Peers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Peers.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int TRIES = 2;

    private final Supplier<Settings> settings;
    private final String life;
    private final Post post;
    private final PeerObserver observer;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Executor executor;
    private final Runnable renew;
    private final Runnable stop;
    private final Marks marks = new Marks();
    private final AtomicLong sequence = new AtomicLong();
    private final Map<URI, Peer> peers = new ConcurrentHashMap<>();

    /** Sends a message and waits for what comes of it. */
    @FunctionalInterface
    interface Post {
        Posted send(URI address, byte[] body, PeerSettings rules);
    }

    /**
     * How many there are and how many of them listen.
     *
     * @param configured without this gateway itself, as far as it has found out
     */
    public record Reach(int configured, int reached) {}

    Peers(
            Supplier<Settings> settings,
            String life,
            Post post,
            PeerObserver observer,
            LongSupplier nanoTime,
            RandomGenerator random,
            Executor executor,
            Runnable renew,
            Runnable stop) {
        this.settings = settings;
        this.life = life;
        this.post = post;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.random = random;
        this.executor = executor;
        this.renew = renew;
        this.stop = stop;
    }

    /** Tells until it is closed. */
    public static Peers start(
            HttpRuntime runtime, Supplier<Settings> settings, PeerObserver observer, RandomGenerator random) {
        PeerClient client = new PeerClient(runtime);
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("signalbox-peers").factory());
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("signalbox-peer-", 1).factory());
        Peers peers = new Peers(
                settings,
                UUID.randomUUID().toString(),
                client::send,
                observer,
                System::nanoTime,
                random,
                threads,
                client::renew,
                () -> {
                    timer.shutdownNow();
                    threads.shutdownNow();
                    client.close();
                });
        timer.scheduleWithFixedDelay(peers::lookSafely, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return peers;
    }

    /** The files that the configuration refers to may have changed. */
    public void renew() {
        renew.run();
    }

    /** The life of this process. */
    public String life() {
        return life;
    }

    /** A breaker has taken this target out for so long. */
    public void tripped(String target, String rule, Duration time) {
        tell(Fact.trip(target, rule, nanoTime.getAsLong() + time.toNanos()));
    }

    /** A target that this gateway had taken out answered its probe. */
    public void reset(String target) {
        tell(Fact.reset(target, nanoTime.getAsLong()));
    }

    /** The last attempts at a target without rules failed. */
    public void setBack(String target, Duration time) {
        tell(new Fact(Fact.Kind.SET_BACK, target, "", nanoTime.getAsLong() + time.toNanos()));
    }

    /** The provider of this target asked to be left alone for so long. */
    public void askedForPatience(String target, Duration time) {
        tell(new Fact(Fact.Kind.ADVICE, target, "", nanoTime.getAsLong() + time.toNanos()));
    }

    private void tell(Fact fact) {
        for (Peer peer : peers.values()) {
            if (peer.state() != Peer.State.SELF && peer.mailbox().put(fact)) {
                observer.dropped(peer.label(), 1);
            }
        }
    }

    /** How many there are and listen; nothing while this gateway works alone. */
    public Optional<Reach> reach() {
        return settings.get().health().peers().map(_ -> {
            List<Peer> others = peers.values().stream()
                    .filter(peer -> peer.state() != Peer.State.SELF)
                    .toList();
            return new Reach(others.size(), (int) others.stream()
                    .filter(peer -> peer.state() == Peer.State.UP)
                    .count());
        });
    }

    /** Whether this peer listens. */
    public boolean isUp(String label) {
        return peers.values().stream().anyMatch(peer -> peer.label().equals(label) && peer.state() == Peer.State.UP);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            log.error("peers could not be looked at; the next look comes", e);
        }
    }

    /** Sends what is due now. */
    void look() {
        Optional<PeerSettings> rules = settings.get().health().peers();
        List<URI> wanted = rules.map(PeerSettings::addresses).orElse(List.of());
        peers.keySet().retainAll(wanted);
        long now = nanoTime.getAsLong();
        for (URI address : wanted) {
            Peer peer = peers.computeIfAbsent(address, this::meet);
            if (peer.isDue(now, QUIET) && peer.begin()) {
                executor.execute(() -> {
                    try {
                        deliver(peer, rules.get());
                    } catch (RuntimeException e) {
                        log.error("a peer could not be told", e);
                        fail(peer, Peer.State.DOWN, "an error of our own");
                    } finally {
                        peer.end();
                    }
                });
            }
        }
    }

    private Peer meet(URI address) {
        Peer peer = new Peer(address, nanoTime.getAsLong());
        observer.watched(this, peer.label());
        return peer;
    }

    private void deliver(Peer peer, PeerSettings rules) {
        for (int tries = 0; tries < TRIES; tries++) {
            List<Fact> facts =
                    peer.life().isEmpty() ? List.of() : peer.mailbox().take(Message.MOST_FACTS, nanoTime.getAsLong());
            Posted posted = post.send(peer.address(), message(peer, facts).write(), rules);
            observer.sent(peer.label(), posted.word());
            if (posted instanceof Posted.Heard) {
                turn(peer, Peer.State.UP);
                return;
            }
            int dropped = peer.mailbox().putBack(facts);
            if (dropped > 0) {
                observer.dropped(peer.label(), dropped);
            }
            if (!(posted instanceof Posted.Other(String other))) {
                fail(peer, posted instanceof Posted.Refused ? Peer.State.REFUSES : Peer.State.DOWN, posted.words());
                return;
            }
            if (other.equals(life)) {
                turn(peer, Peer.State.SELF);
                return;
            }
            peer.meet(other);
        }
        fail(peer, Peer.State.REFUSES, "it lives anew with every message; is it one gateway?");
    }

    private Message message(Peer peer, List<Fact> facts) {
        Settings now = settings.get();
        long moment = nanoTime.getAsLong();
        List<Message.Said> said = facts.stream()
                .flatMap(fact -> marks
                        .of(fact.target(), now)
                        .map(mark -> new Message.Said(
                                fact.kind().word(),
                                fact.target(),
                                mark,
                                fact.rule(),
                                Duration.ofNanos(fact.until() - moment)))
                        .stream())
                .toList();
        return new Message(life, peer.life(), sequence.incrementAndGet(), said);
    }

    private void turn(Peer peer, Peer.State state) {
        if (peer.state() != state) {
            log.info("peer {}: {}", peer.label(), state == Peer.State.UP ? "listens" : "is this gateway itself");
        }
        peer.turned(state, nanoTime.getAsLong());
    }

    private void fail(Peer peer, Peer.State state, String why) {
        if (peer.state() != state) {
            log.warn("peer {} is not told how targets fare: {}", peer.label(), why);
        }
        peer.failed(state, nanoTime.getAsLong(), random.nextDouble());
    }

    @Override
    public void close() {
        stop.run();
    }
}
