package dev.signalbox.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.http.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamWatchTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Clockwork loop = new Clockwork();
    private final List<String> late = new ArrayList<>();

    @Test
    void aStreamThatFallsSilentIsNoticedAfterTheSilenceAndNotWhenItsFirstEventWasDue() {
        StreamWatch watch = watch(120, 600, 60, 600);
        watch.start();
        loop.passTo(1);
        watch.sawEvent();
        watch.sawContent();
        loop.passTo(60);
        assertThat(late).isEmpty();
        loop.passTo(61);
        assertThat(late).containsExactly("NEXT_EVENT at 61");
    }

    @Test
    void aLaterEventMovesTheEndOfTheSilence() {
        StreamWatch watch = watch(120, 600, 60, 600);
        watch.start();
        loop.passTo(1);
        watch.sawEvent();
        watch.sawContent();
        loop.passTo(40);
        watch.sawEvent();
        loop.passTo(99);
        assertThat(late).isEmpty();
        loop.passTo(100);
        assertThat(late).containsExactly("NEXT_EVENT at 100");
    }

    @Test
    void aStreamThatNeverBeginsHasTheTimeOfItsFirstEvent() {
        watch(20, 600, 2, 600).start();
        loop.passTo(19);
        assertThat(late).isEmpty();
        loop.passTo(20);
        assertThat(late).containsExactly("FIRST_EVENT at 20");
    }

    @Test
    void aCallerWhoReadsSlowlyIsNoSilence() {
        StreamWatch watch = watch(120, 600, 60, 600);
        watch.start();
        loop.passTo(1);
        watch.sawEvent();
        watch.sawContent();
        watch.pause();
        loop.passTo(300);
        watch.resume();
        loop.passTo(359);
        assertThat(late).isEmpty();
        loop.passTo(360);
        assertThat(late).containsExactly("NEXT_EVENT at 360");
    }

    private StreamWatch watch(int firstEvent, int firstContent, int betweenEvents, int end) {
        return new StreamWatch(
                loop,
                new StreamWatch.Limits(
                        () -> loop.now,
                        firstEvent * SECOND,
                        firstContent * SECOND,
                        betweenEvents * SECOND,
                        end * SECOND),
                what -> late.add(what + " at " + loop.now / SECOND));
    }

    /** A loop with a clock that is moved by hand and one timer. */
    private static final class Clockwork implements EventLoop {
        private long now;
        private long due = Long.MAX_VALUE;
        private Runnable task = () -> {};

        void passTo(int second) {
            long moment = second * SECOND;
            while (due <= moment) {
                now = due;
                due = Long.MAX_VALUE;
                task.run();
            }
            now = moment;
        }

        @Override
        public void run(Runnable run) {
            run.run();
        }

        @Override
        public boolean here() {
            return true;
        }

        @Override
        public Timer schedule(Duration delay, Runnable next) {
            assertThat(due).as("timers at once").isEqualTo(Long.MAX_VALUE);
            due = now + delay.toNanos();
            task = next;
            return () -> due = Long.MAX_VALUE;
        }
    }
}
