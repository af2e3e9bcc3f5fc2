package dev.signalbox.server.idempotency;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Keeping;
import dev.signalbox.server.exchange.KeptAnswer;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.IdempotencySettings;
import dev.signalbox.server.store.Replay;
import dev.signalbox.server.store.ReplayKey;
import dev.signalbox.server.store.Replays;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.wire.model.WireError;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Serves a key once. Its first request takes the key, in the store before a provider is called; whoever comes meanwhile waits for
 * it in memory; whoever comes later finds what became of it.
 */
public final class Idempotency implements AutoCloseable {
    private static final long PURGE_SECONDS = 300;

    private final Shelf shelf;
    private final IdempotencyObserver observer;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<ReplayKey, Running> running = new ConcurrentHashMap<>();

    /** A request with a key that is being served. */
    record Running(String fingerprint, CompletableFuture<Boolean> over) {}

    /**
     * Works with these.
     *
     * @param settings those of the moment, for what is forgotten
     * @param nanoTime the monotonic clock of deadlines
     */
    public Idempotency(
            Replays replays,
            Supplier<IdempotencySettings> settings,
            IdempotencyObserver observer,
            Clock clock,
            LongSupplier nanoTime) {
        this.shelf = new Shelf(replays);
        this.observer = observer;
        this.clock = clock;
        this.nanoTime = nanoTime;
        shelf.every(
                PURGE_SECONDS,
                all -> all.purge(
                        clock.instant().minus(settings.get().keep()),
                        settings.get().maxTotal(),
                        "forgotten"));
    }

    /**
     * What the key of a request says, if it has one. Blocks: while the first request with its key runs, and for the store.
     *
     * @throws Refused if the key is none, belongs to another request, or its answer cannot be given again
     */
    public Claim claim(Exchange exchange, Caller caller) {
        IdempotencySettings settings = exchange.settings().idempotency();
        Optional<String> written = settings.enabled() ? KeyHeader.of(exchange.headers()) : Optional.empty();
        if (written.isEmpty()) {
            return new Claim.Serve(exchange, Keeping.nothing());
        }
        ReplayKey key = new ReplayKey(caller.name(), Fingerprint.of(written.get()));
        String fingerprint = Fingerprint.of(exchange);
        long until = Math.min(
                exchange.deadlineNanos(),
                nanoTime.getAsLong() + settings.patience().toNanos());
        while (true) {
            Running mine = new Running(fingerprint, new CompletableFuture<>());
            Running first = running.putIfAbsent(key, mine);
            if (first == null) {
                return claimed(exchange, key, mine, settings);
            }
            checkSame(first.fingerprint, fingerprint);
            await(first, until, exchange.hangUp());
        }
    }

    private Claim claimed(Exchange exchange, ReplayKey key, Running mine, IdempotencySettings settings) {
        boolean serving = false;
        try {
            Instant now = clock.instant();
            Replay begun = new Replay(mine.fingerprint, exchange.id(), now, new Replay.State.Begun());
            Optional<Replay> known = shelf.ask(all -> all.claim(key, begun, now.minus(settings.keep())));
            if (known.isPresent()) {
                return again(known.get(), mine.fingerprint);
            }
            serving = true;
            return new Claim.Serve(exchange.unattended(), new Keeper(this, key, mine, settings.maxAnswer()));
        } catch (StoreUnavailable e) {
            observer.happened("unavailable");
            throw new Refused(
                    new Failure.Repetition(
                            "idempotency_unavailable",
                            KeyHeader.NAME + ": keys cannot be kept at the moment",
                            WireError.Kind.UNAVAILABLE),
                    e);
        } finally {
            if (!serving) {
                over(key, mine);
            }
        }
    }

    private Claim again(Replay known, String fingerprint) {
        checkSame(known.fingerprint(), fingerprint);
        return switch (known.state()) {
            case Replay.State.Kept kept -> {
                observer.happened("repeated");
                yield new Claim.Again(new KeptAnswer(
                        kept.status(),
                        Headers.of(kept.headers().toArray(String[]::new)),
                        kept.body(),
                        known.requestId()));
            }
            case Replay.State.Spent(String why) -> throw lost(why, known.requestId());
            // Nobody here serves it, so the process that did is dead.
            case Replay.State.Begun _ -> throw lost("interrupted", known.requestId());
        };
    }

    private Refused lost(String why, String requestId) {
        observer.happened("lost");
        return new Refused(new Failure.Repetition(
                "idempotency_answer_lost",
                KeyHeader.NAME + ": the first request with this key (" + requestId
                        + ") reached a provider and its answer cannot be given again: " + why
                        + " (expected: another key, to call and pay again)",
                WireError.Kind.CONFLICT));
    }

    private void checkSame(String first, String second) {
        if (!first.equals(second)) {
            observer.happened("reused");
            throw new Refused(new Failure.Repetition(
                    "idempotency_key_reused",
                    KeyHeader.NAME + ": used before for another request (expected: a key of its own for each request)",
                    WireError.Kind.UNPROCESSABLE));
        }
    }

    private void await(Running first, long until, HangUp hangUp) {
        CompletableFuture<Boolean> waiting = first.over.copy();
        HangUp.Registration registration = hangUp.onHangUp(() -> waiting.complete(false));
        try {
            boolean over = waiting.get(Math.max(0, until - nanoTime.getAsLong()), TimeUnit.NANOSECONDS);
            if (!over) {
                throw new Refused(new Failure.CallerGone("while the first request with its key ran"));
            }
        } catch (TimeoutException e) {
            observer.happened("in_progress");
            throw new Refused(new Failure.Repetition(
                    Failure.Repetition.IN_PROGRESS,
                    KeyHeader.NAME + ": the first request with this key still runs",
                    WireError.Kind.CONFLICT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(new Failure.Internal("interrupted while another request ran"), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            registration.cancel();
        }
    }

    void over(ReplayKey key, Running one) {
        running.remove(key, one);
        one.over.complete(true);
    }

    Shelf shelf() {
        return shelf;
    }

    IdempotencyObserver observer() {
        return observer;
    }

    /** Bytes of the answers that are kept. */
    public long bytes() {
        return shelf.bytes();
    }

    @Override
    public void close() {
        shelf.close();
    }
}
