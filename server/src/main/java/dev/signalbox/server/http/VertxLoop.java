package dev.signalbox.server.http;

import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An event loop of Vert.x. */
final class VertxLoop implements EventLoop {
    private final ContextInternal context;
    private final io.netty.channel.EventLoop loop;

    VertxLoop(ContextInternal context) {
        this.context = context;
        this.loop = context.nettyEventLoop();
    }

    ContextInternal context() {
        return context;
    }

    @Override
    public void run(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public boolean here() {
        return loop.inEventLoop();
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
        return schedule(delay.toNanos(), task);
    }

    Timer schedule(long nanos, Runnable task) {
        ScheduledFuture<?> scheduled = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }
}
