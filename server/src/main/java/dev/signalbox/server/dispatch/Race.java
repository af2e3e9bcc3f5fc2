package dev.signalbox.server.dispatch;

import dev.signalbox.server.http.HangUp;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two attempts at one request, of which the first with content is the answer. The second one begins only while nothing is
 * decided, so that the number of attempts is final when one has won.
 */
final class Race {
    private final AtomicInteger made;
    private final Runner first;
    private final Runner second;
    private @Nullable CompletableFuture<Attempt.@Nullable Tried> seconds;
    private boolean over;

    /** @param made counts the attempts of the exchange */
    Race(HangUp caller, AtomicInteger made) {
        this.made = made;
        this.first = new Runner(caller);
        this.second = new Runner(caller);
    }

    Lane first() {
        return first;
    }

    Lane second() {
        return second;
    }

    /** Starts the second attempt in a thread of its own, unless the race is over. Does not block. */
    synchronized void start(Supplier<Attempt.@Nullable Tried> attempt) {
        if (over || seconds != null) {
            return;
        }
        CompletableFuture<Attempt.@Nullable Tried> result = new CompletableFuture<>();
        seconds = result;
        Thread.ofVirtual().name("hedge").start(() -> {
            try {
                result.complete(attempt.get());
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
    }

    /** Lets no second attempt start any more, and takes the one that runs. */
    private synchronized @Nullable CompletableFuture<Attempt.@Nullable Tried> close() {
        over = true;
        return seconds;
    }

    /** Waits until the second attempt has ended; nothing if there was none, or it was not made. */
    Attempt.@Nullable Tried awaitSecond() {
        CompletableFuture<Attempt.@Nullable Tried> running = close();
        return running == null ? null : running.join();
    }

    /** Gives the second attempt up and waits until it has ended: what it cost is known then. */
    void endSecond() {
        CompletableFuture<Attempt.@Nullable Tried> running = close();
        second.giveUp();
        if (running != null) {
            running.handle((_, _) -> true).join();
        }
    }

    /** Whether the second attempt is the answer. */
    synchronized boolean secondWon() {
        return second.won;
    }

    private synchronized boolean decide(Runner winner) {
        boolean wins = !first.won && !second.won && !winner.hangUp.givenUp();
        winner.won = wins;
        over |= wins;
        return wins;
    }

    private synchronized OptionalInt number(Runner runner) {
        boolean decided = first.won || second.won || runner.hangUp.givenUp();
        return decided ? OptionalInt.empty() : OptionalInt.of(made.incrementAndGet());
    }

    /** One of the two. */
    private final class Runner implements Lane {
        private final LaneHangUp hangUp;
        private boolean won;

        Runner(HangUp caller) {
            this.hangUp = new LaneHangUp(caller);
        }

        void giveUp() {
            hangUp.giveUp();
        }

        @Override
        public HangUp hangUp() {
            return hangUp;
        }

        @Override
        public OptionalInt begin() {
            return number(this);
        }

        @Override
        public boolean win() {
            boolean wins = decide(this);
            if (wins) {
                (this == first ? second : first).giveUp();
            }
            return wins;
        }

        @Override
        public boolean lost() {
            return hangUp.givenUp();
        }
    }
}
