package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.AttemptResult.Outcome;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.http.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An attempt that brought an answer, and is not settled yet.
 *
 * @param body a whole answer as the provider wrote it; of a stream nothing
 * @param answeredNanos when the answer was there, or so much of it as was waited for
 * @param firstContent when its first content came, for streams
 */
record Given(Running running, Reply reply, byte[] body, long answeredNanos, Supplier<OptionalLong> firstContent) {
    private static final int GOOD = 200;

    /** Settles it by what it told so far; streams tell it on their event loop. Blocks for that. */
    void settle(Outcome outcome, Optional<String> word, EventLoop loop) {
        switch (reply) {
            case Reply.Whole _ -> settle(outcome, word);
            case Reply.Streaming _ -> {
                CompletableFuture<Boolean> settled = new CompletableFuture<>();
                loop.run(() -> {
                    settle(outcome, word);
                    settled.complete(true);
                });
                settled.join();
            }
        }
    }

    private void settle(Outcome outcome, Optional<String> word) {
        OptionalLong first = firstContent.get();
        running.hold()
                .settle(new AttemptResult(
                        OptionalInt.of(GOOD),
                        outcome,
                        word,
                        reply.measured(),
                        Duration.ofNanos(answeredNanos - running.sentNanos()),
                        first.isPresent()
                                ? Optional.of(Duration.ofNanos(first.getAsLong() - running.sentNanos()))
                                : Optional.empty(),
                        reply.served().providerRequestId()));
    }
}
