package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.AttemptResult;
import dev.signalbox.server.exchange.AttemptResult.Outcome;
import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Hold;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One attempt's part of a streamed answer.
 *
 * @param sentNanos when the request was sent
 * @param firstContent when its first content came, whoever saw it then
 * @param told what it told, with what was told before it; on the event loop only while it runs
 */
record Leg(
        Reply.Streaming reply,
        Target target,
        Hold hold,
        long sentNanos,
        Supplier<OptionalLong> firstContent,
        AnswerSoFar told) {
    private static final int GOOD = 200;

    /** Settles what it cost; answers the usage that is charged. */
    Usage settle(Ending ending, long nanos) {
        OptionalLong firstToken = firstContent.get();
        Optional<String> error = ending instanceof Ending.Broken broken ? Optional.of(word(broken)) : Optional.empty();
        return hold.settle(new AttemptResult(
                OptionalInt.of(GOOD),
                switch (ending) {
                    case Ending.Complete _ -> Outcome.SERVED;
                    case Ending.Broken _ -> Outcome.BROKEN;
                    case Ending.CallerGone _ -> Outcome.CANCELLED;
                },
                error,
                reply.measured(),
                Duration.ofNanos(nanos - sentNanos),
                firstToken.isPresent()
                        ? Optional.of(Duration.ofNanos(firstToken.getAsLong() - sentNanos))
                        : Optional.empty(),
                reply.served().providerRequestId()));
    }

    /** The stable word for what broke. */
    static String word(Ending.Broken broken) {
        return broken.error()
                .code()
                .orElseGet(() -> broken.error().kind().name().toLowerCase(Locale.ROOT));
    }
}
