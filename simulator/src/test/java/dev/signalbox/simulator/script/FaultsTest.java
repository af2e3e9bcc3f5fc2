package dev.signalbox.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final Fault BUSY = Fault.status(429);
    private static final Fault DOWN = Fault.status(503);
    private static final Fault GOOD = Fault.none();

    private final Faults faults = new Faults();

    private List<Fault> next(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(_ -> faults.next("/v1/chat/completions", "m"))
                .toList();
    }

    @Test
    void rulesWithCountsFormAQueue() {
        faults.add(FaultRule.next(2, BUSY));
        faults.add(FaultRule.next(1, GOOD));
        faults.add(FaultRule.next(1, DOWN));
        assertThat(next(6)).containsExactly(BUSY, BUSY, GOOD, DOWN, GOOD, GOOD);
    }

    @Test
    void eachKthRequestIsHit() {
        faults.add(FaultRule.every(3, BUSY));
        assertThat(next(7)).containsExactly(GOOD, GOOD, BUSY, GOOD, GOOD, BUSY, GOOD);
    }

    @Test
    void theFirstRequestsMayBeSkipped() {
        faults.add(FaultSpec.rule("503:skip=2,times=1"));
        assertThat(next(4)).containsExactly(GOOD, GOOD, DOWN, GOOD);
    }

    @Test
    void theSameSeedHitsTheSameRequests() {
        faults.add(FaultRule.chance(0.3, 7, BUSY));
        List<Fault> once = next(1000);
        faults.clear();
        faults.add(FaultRule.chance(0.3, 7, BUSY));
        assertThat(next(1000)).isEqualTo(once);
        assertThat(once.stream().filter(BUSY::equals).count()).isBetween(250L, 350L);
    }

    @Test
    void aRuleForOneModelOrPathLeavesOthersAlone() {
        faults.add(FaultRule.always(BUSY).forModel("other"));
        faults.add(FaultRule.always(DOWN).forPath("/east"));
        assertThat(next(1)).containsExactly(GOOD);
        assertThat(faults.next("/v1/messages", "other")).isEqualTo(BUSY);
        assertThat(faults.next("/east/v1/messages", "m")).isEqualTo(DOWN);
        assertThat(faults.tallies()).extracting(Faults.Tally::hit).containsExactly(1L, 1L);
    }
}
