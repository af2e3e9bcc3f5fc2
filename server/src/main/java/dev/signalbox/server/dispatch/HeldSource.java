package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.FrameSource;
import dev.signalbox.server.http.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A stream of which the beginning is looked at before its caller gets it. While it waits for that, it is paused, so that it
 * holds no more than what was to be held back.
 */
final class HeldSource implements FrameSource {
    private final FrameSource source;
    private final EventLoop loop;
    private final ArrayDeque<Frame> kept = new ArrayDeque<>();
    private @Nullable FrameSink sink;
    private @Nullable Ending ending;
    private boolean paused;

    /**
     * What came of it so far.
     *
     * @param over whether it came to its good end
     */
    record Looked(List<Frame> frames, boolean over) {}

    HeldSource(FrameSource source, EventLoop loop) {
        this.source = source;
        this.loop = loop;
    }

    /** What came of it so far. Blocks until the event loop has told; called once, not on the loop. */
    Looked look() {
        source.start(new FrameSink() {
            @Override
            public void frame(Frame frame) {
                if (sink != null) {
                    sink.frame(frame);
                } else {
                    kept.add(frame);
                }
            }

            @Override
            public void end(Ending how) {
                ending = how;
                if (sink != null) {
                    sink.end(how);
                }
            }
        });
        CompletableFuture<Looked> looked = new CompletableFuture<>();
        loop.run(() -> {
            if (ending == null) {
                paused = true;
                source.pause();
            }
            looked.complete(new Looked(List.copyOf(kept), ending instanceof Ending.Complete));
        });
        return looked.join();
    }

    @Override
    public void start(FrameSink taker) {
        loop.run(() -> {
            sink = taker;
            Frame frame;
            while ((frame = kept.poll()) != null) {
                taker.frame(frame);
            }
            if (ending != null) {
                taker.end(ending);
            } else if (paused) {
                source.resume();
            }
        });
    }

    @Override
    public void pause() {
        loop.run(() -> {
            paused = false;
            source.pause();
        });
    }

    @Override
    public void resume() {
        loop.run(source::resume);
    }

    @Override
    public void close() {
        source.close();
    }
}
