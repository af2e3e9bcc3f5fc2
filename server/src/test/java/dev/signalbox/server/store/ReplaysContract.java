package dev.signalbox.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.store.Replay.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of kept answers must do. */
public abstract class ReplaysContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Instant DAY_AGO = NOW.minus(Duration.ofDays(1));
    private static final ReplayKey KEY = new ReplayKey("bot", "d1");

    private Replays replays;

    /** Opens the same store again each time. */
    protected abstract Replays open();

    @BeforeEach
    void openFirst() {
        replays = open();
    }

    @AfterEach
    void close() {
        replays.close();
    }

    private static Replay begun(String requestId, Instant made) {
        return new Replay("print", requestId, made, new State.Begun());
    }

    private static State.Kept kept(String text) {
        return new State.Kept(
                200, List.of("content-type", "text/plain", "x-empty", ""), text.getBytes(StandardCharsets.UTF_8));
    }

    private Replay there(ReplayKey key) {
        return replays.claim(key, begun("later", NOW), DAY_AGO).orElseThrow();
    }

    @Test
    void givesAKeyToTheFirstOnly() {
        assertThat(replays.claim(KEY, begun("first", NOW), DAY_AGO)).isEmpty();
        replays.close();
        replays = open();
        assertThat(there(KEY)).isEqualTo(begun("first", NOW));
        assertThat(replays.claim(new ReplayKey("other", "d1"), begun("x", NOW), DAY_AGO))
                .isEmpty();
    }

    @Test
    void keepsEveryByteOfAnAnswer() {
        replays.claim(KEY, begun("first", NOW), DAY_AGO);
        replays.settle(KEY, kept("data: {}\n\n\u0000"));
        replays.close();
        replays = open();
        Replay found = there(KEY);
        assertThat(found.fingerprint()).isEqualTo("print");
        assertThat(found.requestId()).isEqualTo("first");
        assertThat(found.made()).isEqualTo(NOW);
        assertThat(found.state()).usingRecursiveComparison().isEqualTo(kept("data: {}\n\n\u0000"));
        assertThat(replays.bytes()).isEqualTo(11);
    }

    @Test
    void remembersWhatIsSpentAndForgetsWhatIsReleased() {
        replays.claim(KEY, begun("first", NOW), DAY_AGO);
        replays.settle(KEY, new State.Spent("broken"));
        assertThat(there(KEY).state()).isEqualTo(new State.Spent("broken"));
        replays.release(KEY);
        assertThat(replays.claim(KEY, begun("second", NOW), DAY_AGO)).isEmpty();
        replays.settle(new ReplayKey("bot", "nobody's"), kept("nothing"));
        assertThat(replays.bytes()).isZero();
    }

    @Test
    void forgetsTheAnswersOfRequests() {
        for (String name : List.of("one", "two", "three")) {
            replays.claim(new ReplayKey("bot", name), begun(name, NOW), DAY_AGO);
        }
        replays.settle(new ReplayKey("bot", "one"), kept("0123456789"));
        replays.settle(new ReplayKey("bot", "two"), kept("0123456789"));
        assertThat(replays.kept()).containsOnlyKeys("one", "two").containsEntry("one", NOW);
        assertThat(replays.forget(Set.of("one", "three", "nobody's"))).isEqualTo(1);
        assertThat(replays.kept()).containsOnlyKeys("two");
        assertThat(replays.bytes()).isEqualTo(10);
        assertThat(there(new ReplayKey("bot", "three")).state()).isEqualTo(new State.Begun());
        assertThat(replays.claim(new ReplayKey("bot", "one"), begun("again", NOW), DAY_AGO))
                .isEmpty();
    }

    @Test
    void countsAnOldKeyAsFree() {
        replays.claim(KEY, begun("first", DAY_AGO.minusSeconds(1)), Instant.EPOCH);
        replays.settle(KEY, kept("old"));
        assertThat(replays.claim(KEY, begun("second", NOW), DAY_AGO)).isEmpty();
        assertThat(there(KEY)).isEqualTo(begun("second", NOW));
        assertThat(replays.bytes()).isZero();
    }

    @Test
    void forgetsByAgeAndTheOldestBySize() {
        for (int i = 0; i < 5; i++) {
            ReplayKey key = new ReplayKey("bot", "k" + i);
            replays.claim(key, begun("r" + i, NOW.minusSeconds(100 - i)), DAY_AGO);
            replays.settle(key, kept("0123456789"));
        }
        replays.purge(NOW.minusSeconds(99), 25, "forgotten");
        assertThat(replays.bytes()).isEqualTo(20);
        assertThat(there(new ReplayKey("bot", "k1")).state()).isEqualTo(new State.Spent("forgotten"));
        assertThat(there(new ReplayKey("bot", "k2")).state()).isEqualTo(new State.Spent("forgotten"));
        assertThat(there(new ReplayKey("bot", "k3")).state()).isInstanceOf(State.Kept.class);
        assertThat(replays.claim(new ReplayKey("bot", "k0"), begun("x", NOW), DAY_AGO))
                .isEmpty();
    }
}
