package dev.signalbox.cli.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final List<Duration> rests = new ArrayList<>();
    private final Pace pace = new Pace(now::get, rests::add);

    @Test
    void comeEvenly() throws Exception {
        Turns turns = new Turns(2, pace);
        turns.await();
        turns.await();
        turns.await();
        assertThat(rests).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1_000));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        turns.await();
        turns.await();
        assertThat(rests).as("what was not used is not made up for").hasSize(3).endsWith(Duration.ofMillis(500));
    }

    @Test
    void comeAtOnceWithoutALimit() throws Exception {
        Turns turns = new Turns(Double.POSITIVE_INFINITY, pace);
        turns.await();
        turns.await();
        assertThat(rests).isEmpty();
    }
}
