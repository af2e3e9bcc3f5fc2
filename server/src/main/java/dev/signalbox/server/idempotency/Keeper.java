package dev.signalbox.server.idempotency;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Keeping;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.store.Replay;
import dev.signalbox.server.store.ReplayKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Keeps the answer of the first request with a key. */
final class Keeper implements Keeping {
    static final String TOO_LARGE = "too_large";

    /** What belongs to one request, not to its answer. */
    private static final Set<String> OWN = Set.of(
            "x-signalbox-request-id",
            "x-request-id",
            "request-id",
            "traceparent",
            "x-signalbox-cost-usd",
            "server-timing");

    private final Idempotency stage;
    private final ReplayKey key;
    private final Idempotency.Running running;
    private final long most;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Reply answer;
    private volatile byte @Nullable [] whole;
    private volatile int status;
    private volatile List<String> headers = List.of();

    Keeper(Idempotency stage, ReplayKey key, Idempotency.Running running, long most) {
        this.stage = stage;
        this.key = key;
        this.running = running;
        this.most = most;
    }

    @Override
    public Reply follow(Reply reply) {
        answer = reply;
        return switch (reply) {
            case Reply.Whole one -> {
                whole = one.body();
                yield one;
            }
            case Reply.Streaming stream ->
                new Reply.Streaming(new Tape(stream.source(), most, this::ended), stream.served(), stream.measuring());
        };
    }

    @Override
    public void told(int toldStatus, Headers toldHeaders) {
        List<String> pairs = new ArrayList<>();
        toldHeaders.forEach((name, value) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                pairs.add(name);
                pairs.add(value);
            }
        });
        status = toldStatus;
        headers = List.copyOf(pairs);
        byte[] body = whole;
        if (body != null) {
            Shelf.await(settle(
                    body.length <= most
                            ? new Replay.State.Kept(status, headers, body)
                            : new Replay.State.Spent(TOO_LARGE)));
        }
    }

    private void ended(Ending ending, Optional<byte[]> bytes) {
        Replay.State state = switch (ending) {
            case Ending.Complete _ ->
                bytes.<Replay.State>map(all -> new Replay.State.Kept(status, headers, all))
                        .orElse(new Replay.State.Spent(TOO_LARGE));
            case Ending.Broken _ -> new Replay.State.Spent("broken");
            case Ending.CallerGone _ -> new Replay.State.Spent(bytes.isPresent() ? "caller_gone" : TOO_LARGE);
        };
        CompletableFuture<Void> _ = settle(state);
    }

    private CompletableFuture<Void> settle(Replay.State state) {
        if (!over.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        stage.observer().happened(state instanceof Replay.State.Kept ? "kept" : "spent");
        return stage.shelf()
                .later(replays -> replays.settle(key, state))
                .whenComplete((_, _) -> stage.over(key, running));
    }

    @Override
    public void failed() {
        Reply unsent = answer;
        if (unsent != null) {
            unsent.close(); // the tape would let it run on
            Shelf.await(settle(new Replay.State.Spent("broken")));
        } else if (over.compareAndSet(false, true)) {
            stage.observer().happened("released");
            Shelf.await(stage.shelf()
                    .later(replays -> replays.release(key))
                    .whenComplete((_, _) -> stage.over(key, running)));
        }
    }
}
