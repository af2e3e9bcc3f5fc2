package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.health.Fault;
import dev.signalbox.server.health.Pass;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.settings.BreakerError;
import dev.signalbox.server.settings.TimeoutSettings;
import dev.signalbox.wire.dialect.AnswerSoFar;
import dev.signalbox.wire.dialect.Prefill;

/** Makes the streams of one exchange: what they are written with, how long they may take, who is told how they end. */
record Streams(
        Dispatch.Services services, Exchange exchange, FailureReading failures, Telling telling, Entrance entrance) {
    /**
     * The stream that this response brings, from the beginning of an answer or for its rest.
     *
     * @param told what is told is remembered here, where that may be needed
     */
    ProviderStream of(Running running, ProviderResponse response, AnswerSoFar told) {
        return new ProviderStream(
                exchange.until(running.lane().hangUp()),
                running.target(),
                response,
                running.dialect().streamMeter(),
                writer(running, told),
                failures,
                limits(running),
                running.rest() == null ? telling.heldBack(running.target()) : 0,
                (ending, measured) -> {
                    entrance.leave(running.place(), measured);
                    remember(running.pass(), ending);
                });
    }

    private StreamWatch.Limits limits(Running running) {
        TimeoutSettings timeouts = running.target().provider().timeouts();
        return new StreamWatch.Limits(
                services.nanoTime(),
                running.sentNanos() + timeouts.firstByte().toNanos(),
                timeouts.firstToken()
                        .map(time -> running.sentNanos() + time.toNanos())
                        .orElse(running.deadlineNanos()),
                timeouts.betweenTokens().toNanos(),
                running.deadlineNanos());
    }

    private FrameWriter writer(Running running, AnswerSoFar told) {
        Resumption rest = running.rest();
        if (rest == null) {
            return telling.first(running.dialect(), told);
        }
        boolean echoes = services.facts()
                .apply(exchange.settings(), running.target())
                .quirks()
                .prefill()
                .filter(Prefill.PREFIX::equals)
                .isPresent();
        return telling.rest(running.dialect(), echoes, rest, told);
    }

    private void remember(Pass pass, Ending ending) {
        switch (ending) {
            case Ending.Complete _ -> pass.succeeded();
            case Ending.Broken _ -> {
                pass.failed(Fault.error(BreakerError.CUT));
                if (!telling.mayContinue()) {
                    services.cuts().cut(CutObserver.FAILED);
                }
            }
            case Ending.CallerGone _ -> {
                // A caller who leaves says nothing about the target.
            }
        }
    }
}
