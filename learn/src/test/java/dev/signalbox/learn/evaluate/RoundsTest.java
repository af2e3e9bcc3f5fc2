package dev.signalbox.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void tellsHowLongTheRestWillTakeFromHowLongTheFirstOnesTook() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        List<String> told = new ArrayList<>();
        Rounds rounds = new Rounds((step, done, all) -> told.add(step + " " + done + "/" + all), 4, now::get);
        rounds.next("without fold 1").at("fitting", 1, 9);
        now.set(now.get().plus(Duration.ofSeconds(100)));
        rounds.next("without fold 2").at("fitting", 2, 9);
        now.set(now.get().plus(Duration.ofSeconds(50)));
        rounds.next("without fold 3").at("rehearsing", 3, 9);
        now.set(now.get().plus(Duration.ofSeconds(60)));
        rounds.next("without fold 4").at("rehearsing", 4, 9);
        assertThat(told)
                .containsExactly(
                        "training 1 of 4 (without fold 1): fitting 1/9",
                        "training 2 of 4 (without fold 2, about 5 min for this and the rest): fitting 2/9",
                        "training 3 of 4 (without fold 3, about 3 min for this and the rest): rehearsing 3/9",
                        "training 4 of 4 (without fold 4, about 70 s for this and the rest): rehearsing 4/9");
    }
}
