package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.FrameSource;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.BodyListener;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HttpFailure;
import dev.signalbox.server.http.ProviderResponse;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.model.StopReason;
import dev.signalbox.wire.model.WireError;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseOverflow;
import dev.signalbox.wire.sse.SseParser;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream of one provider, from its head to its end.
 *
 * <p>It lives in two parts. Until the first content, or until more of it where some is to be held back, the caller has seen
 * nothing: frames are kept, and a failure is the failure of an attempt, answered to {@link #awaitContent()}. From then on frames flow to the sink, and a failure is told to
 * the caller as the last event. Everything but that one wait happens on the exchange's event loop, so nothing here is
 * locked.
 */
final class ProviderStream implements FrameSource, BodyListener {
    private static final Logger log = LoggerFactory.getLogger(ProviderStream.class);
    private static final int LONGEST_EVENT = 32 * 1024 * 1024;
    private static final int MOST_KEPT = 8 * 1024 * 1024;

    private final Exchange exchange;
    private final Target target;
    private final ProviderResponse response;
    private final StreamMeter meter;
    private final FrameWriter writer;
    private final FailureReading failures;
    private final StreamWatch watch;
    private final long heldBack;
    private final BiConsumer<Ending, Measured> whenOver;
    private final Optional<String> requestId;
    private final EventLoop loop;

    private final SseParser parser = new SseParser(LONGEST_EVENT);
    private final CompletableFuture<Optional<AttemptFailure>> begun = new CompletableFuture<>();
    private final ArrayDeque<Frame> kept = new ArrayDeque<>();
    private int keptBytes;
    private @Nullable FrameSink sink;
    private @Nullable Ending ending;
    private OptionalLong firstContent = OptionalLong.empty();
    private boolean bodyEnded;

    /**
     * @param heldBack how many bytes of content must be there before the caller sees any, unless that is all
     * @param whenOver told once, on the loop, how a stream that had begun ended, and what it said of itself
     */
    ProviderStream(
            Exchange exchange,
            Target target,
            ProviderResponse response,
            StreamMeter meter,
            FrameWriter writer,
            FailureReading failures,
            StreamWatch.Limits limits,
            long heldBack,
            BiConsumer<Ending, Measured> whenOver) {
        this.exchange = exchange;
        this.target = target;
        this.response = response;
        this.meter = meter;
        this.writer = writer;
        this.failures = failures;
        this.heldBack = heldBack;
        this.whenOver = whenOver;
        this.loop = exchange.loop();
        this.requestId = Upstream.requestId(target, response.headers());
        this.watch = new StreamWatch(loop, limits, this::late);
    }

    /**
     * Lets the stream begin and waits, on a virtual thread, for its first content.
     *
     * @return the failure if the stream failed before it
     */
    Optional<AttemptFailure> awaitContent() {
        loop.run(watch::start);
        response.stream(this);
        return begun.join();
    }

    /** What the stream said of itself so far. */
    Measured measured() {
        return new Measured(
                meter.model(),
                meter.usage(),
                meter.contentBytes(),
                meter.stop().map(stop -> stop.provider()).orElse(""));
    }

    /** When its first content came. */
    OptionalLong firstContent() {
        return firstContent;
    }

    @Override
    public void bytes(byte[] chunk) {
        if (ending != null) {
            return;
        }
        try {
            for (SseEvent event : parser.feed(chunk)) {
                if (ending != null) {
                    return;
                }
                event(event);
            }
        } catch (SseOverflow e) {
            breakOff(failures.garbage(target, String.valueOf(e.getMessage()), requestId));
        } catch (RuntimeException e) {
            // A fault of ours must end this stream truthfully too, not leave a caller waiting for its next event.
            log.error("request {}: the stream of {} could not be handled", exchange.id(), target.name(), e);
            breakOff(failures.garbage(
                    target, "the gateway failed on it: " + e.getClass().getSimpleName(), requestId));
        }
    }

    @Override
    public void end() {
        bodyEnded = true;
        if (ending == null) {
            SseEvent rest = parser.end();
            if (rest != null) {
                event(rest);
            }
        }
        if (ending == null) {
            overWithout(failures.cut(target, requestId));
        }
        watch.stop();
    }

    @Override
    public void failed(HttpFailure failure) {
        bodyEnded = true;
        if (ending == null) {
            if (exchange.hangUp().happened()) {
                left();
            } else {
                overWithout(failures.broken(target, failure, requestId));
            }
        }
        watch.stop();
    }

    private void event(SseEvent event) {
        watch.sawEvent();
        try {
            Mark mark = event.isEmpty() ? Mark.PREFACE : meter.on(event);
            switch (mark) {
                case PREFACE, USAGE -> emit(writer.on(event, mark), mark);
                case CONTENT -> {
                    watch.sawContent();
                    emit(writer.on(event, mark), mark);
                    if (firstContent.isEmpty()) {
                        firstContent = OptionalLong.of(watch.lastEvent());
                    }
                    if (meter.contentBytes() >= heldBack || keptBytes > MOST_KEPT) {
                        begun.complete(Optional.empty());
                    }
                }
                case END -> {
                    if (firstContent.isPresent()) {
                        // An end behind a stop that is an error closes the stream, and is no end of an answer.
                        emit(writer.on(event, mark), brokeAtTheProvider() ? Mark.ERROR : mark);
                        complete();
                    } else {
                        breakOff(failures.empty(target, requestId));
                    }
                }
                case ERROR -> breakOff(failures.inside(target, insideError(), requestId));
                case GARBAGE -> breakOff(failures.garbage(target, "an event that is not of the dialect", requestId));
            }
        } catch (Unreadable e) {
            breakOff(failures.garbage(target, String.valueOf(e.getMessage()), requestId));
        }
    }

    private WireError insideError() {
        return meter.error()
                .orElseGet(() -> WireError.gateway(
                        WireError.Kind.BAD_GATEWAY, "provider_stream_error", "the provider reported an error"));
    }

    private void emit(List<SseEvent> events, Mark mark) {
        for (SseEvent event : events) {
            Frame frame = new Frame(event, mark);
            if (sink != null) {
                sink.frame(frame);
            } else {
                kept.add(frame);
                keptBytes += event.raw().length;
            }
        }
        if (sink == null && keptBytes > MOST_KEPT) {
            response.pause();
        }
    }

    /** The provider's stream is over without its own mark of the end. */
    private void overWithout(AttemptFailure failure) {
        if (firstContent.isPresent() && meter.stop().isPresent()) {
            emit(writer.complete(), Mark.END);
            complete();
        } else {
            breakOff(failure);
        }
    }

    private void complete() {
        if (!begun.isDone() && brokeAtTheProvider()) {
            breakOff(failures.stopped(target, requestId));
            return;
        }
        over(
                brokeAtTheProvider()
                        ? new Ending.Broken(
                                failures.stopped(target, requestId).error(), "the model stopped with an error")
                        : new Ending.Complete());
        if (bodyEnded) {
            response.close();
        } else {
            watch.lingering(response::close);
        }
    }

    /** The caller was told by the writer: a stop that is an error is never written as a finish. */
    private boolean brokeAtTheProvider() {
        return meter.stop().map(stop -> stop.reason() == StopReason.ERROR).orElse(false);
    }

    /** Before the first content this is an attempt that failed; afterwards the caller is told the truth as the last event. */
    private void breakOff(AttemptFailure failure) {
        response.close();
        watch.stop();
        if (!begun.isDone()) {
            ending = new Ending.Broken(failure.error(), failure.detail());
            begun.complete(Optional.of(failure));
            return;
        }
        WireError error = failure.error().withRequestId(exchange.id());
        emit(writer.broken(error), Mark.ERROR);
        over(new Ending.Broken(error, failure.word() + ": " + failure.detail()));
    }

    private void late(StreamWatch.Late late) {
        if (ending == null) {
            breakOff(failures.late(target, late, requestId));
        }
    }

    private void over(Ending how) {
        ending = how;
        begun.complete(Optional.empty());
        whenOver.accept(how, measured());
        if (sink != null) {
            sink.end(how);
        }
    }

    @Override
    public void start(FrameSink taker) {
        loop.run(() -> {
            sink = taker;
            Frame frame;
            while ((frame = kept.poll()) != null) {
                taker.frame(frame);
            }
            if (keptBytes > MOST_KEPT) {
                response.resume();
            }
            if (ending != null) {
                taker.end(ending);
            }
        });
    }

    @Override
    public void pause() {
        response.pause();
        loop.run(watch::pause);
    }

    @Override
    public void resume() {
        response.resume();
        loop.run(watch::resume);
    }

    @Override
    public void close() {
        loop.run(() -> {
            response.close();
            watch.stop();
            if (ending == null) {
                left();
            }
        });
    }

    /** Nobody waits for the answer any more: the provider, which was cut off for that, did nothing wrong. */
    private void left() {
        if (begun.isDone()) {
            over(new Ending.CallerGone());
        } else {
            ending = new Ending.CallerGone();
            begun.complete(Optional.of(failures.abandoned(target, requestId)));
        }
    }
}
