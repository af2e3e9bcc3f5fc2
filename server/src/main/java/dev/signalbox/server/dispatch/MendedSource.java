package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.FrameSource;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A streamed answer that another attempt goes on with where one broke off. What the caller would be told of the break is held
 * back until it is known that nobody goes on. The hold of a first leg that does not break is settled by whoever follows the
 * reply, unless its beginning was held back, because then only its stream knows when it began; those of all others are
 * settled here. Confined to the event loop, but for the search for the next leg.
 */
final class MendedSource implements FrameSource {
    private static final Logger log = LoggerFactory.getLogger(MendedSource.class);

    private final Continuation continuation;
    private final Telling telling;
    private final CutObserver observer;
    private final EventLoop loop;
    private final LongSupplier nanoTime;
    private final List<Frame> untold = new ArrayList<>();
    private volatile Leg leg;
    private boolean ours;
    private boolean searching;
    private boolean paused;
    private boolean closed;

    MendedSource(
            Leg first,
            Continuation continuation,
            Telling telling,
            CutObserver observer,
            EventLoop loop,
            LongSupplier nanoTime) {
        this.leg = first;
        this.continuation = continuation;
        this.telling = telling;
        this.observer = observer;
        this.loop = loop;
        this.nanoTime = nanoTime;
        this.ours = telling.heldBack() > 0;
    }

    /** What the leg says of itself that tells the answer now. */
    Measured measured() {
        return leg.reply().measured();
    }

    @Override
    public void start(FrameSink taker) {
        loop.run(() -> startLeg(taker));
    }

    private void startLeg(FrameSink taker) {
        leg.reply().source().start(new FrameSink() {
            @Override
            public void frame(Frame frame) {
                passing(frame, taker);
            }

            @Override
            public void end(Ending ending) {
                ended(ending, taker);
            }
        });
    }

    private void passing(Frame frame, FrameSink taker) {
        if (frame.mark() == Mark.ERROR) {
            untold.add(frame);
            return;
        }
        if (frame.mark() == Mark.END && ours) {
            settle(new Ending.Complete());
        }
        taker.frame(frame);
    }

    private void ended(Ending ending, FrameSink taker) {
        if (!(ending instanceof Ending.Broken broken)) {
            finish(ending, taker);
            return;
        }
        if (!telling.mayContinue()) {
            untold.forEach(taker::frame);
            finish(ending, taker);
            return;
        }
        Optional<String> obstacle = telling.obstacle(leg.told());
        if (closed || obstacle.isPresent()) {
            obstacle.ifPresent(why -> log.info(
                    "an answer of {} that broke off cannot be continued: {}",
                    leg.target().name(),
                    why));
            failed(broken, taker);
            return;
        }
        Usage charged = settle(broken);
        ours = true;
        searching = true;
        Thread.startVirtualThread(() -> {
            Optional<Leg> next = search(broken, charged);
            loop.run(() -> found(next, broken, taker));
        });
    }

    /** Whatever happens there, the caller must not wait for ever. */
    private Optional<Leg> search(Ending.Broken broken, Usage charged) {
        try {
            return continuation.after(leg, broken, charged);
        } catch (RuntimeException e) {
            log.error(
                    "the search for who goes on with an answer of {} failed",
                    leg.target().name(),
                    e);
            return Optional.empty();
        }
    }

    private void found(Optional<Leg> next, Ending.Broken broken, FrameSink taker) {
        searching = false;
        if (next.isEmpty()) {
            if (closed) {
                taker.end(new Ending.CallerGone());
            } else {
                failed(broken, taker);
            }
            return;
        }
        observer.cut(CutObserver.CONTINUED);
        leg = next.get();
        untold.clear();
        if (closed) {
            leg.reply().source().close();
        } else if (paused) {
            leg.reply().source().pause();
        }
        startLeg(taker);
    }

    private void failed(Ending.Broken broken, FrameSink taker) {
        observer.cut(CutObserver.FAILED);
        untold.forEach(taker::frame);
        finish(broken, taker);
    }

    private void finish(Ending ending, FrameSink taker) {
        if (ours) {
            settle(ending);
        }
        taker.end(ending);
    }

    private Usage settle(Ending ending) {
        return leg.settle(ending, nanoTime.getAsLong());
    }

    @Override
    public void pause() {
        loop.run(() -> {
            paused = true;
            leg.reply().source().pause();
        });
    }

    @Override
    public void resume() {
        loop.run(() -> {
            paused = false;
            leg.reply().source().resume();
        });
    }

    /** While the next leg is searched for, the search finds out by itself that the caller left, and ends this. */
    @Override
    public void close() {
        loop.run(() -> {
            closed = true;
            if (!searching) {
                leg.reply().source().close();
            }
        });
    }
}
