package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Ranked;
import dev.signalbox.server.settings.AffinityStrategy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class StayingTest {
    private static final int[] COLD = {0, 0, 0};
    private static final Optional<String> KNOWN = Optional.of("header");
    private static final Ranked BEST = new Ranked(0, 0.90, 0.010, true);
    private static final Ranked CLOSE = new Ranked(1, 0.89, 0.012, true);
    private static final Ranked WEAK = new Ranked(2, 0.60, 0.001, false);

    private static Staying staying(AffinityStrategy strategy, int former, boolean thinking, Mode mode) {
        return new Staying(
                strategy, KNOWN, former < 0 ? OptionalInt.empty() : OptionalInt.of(former), thinking, mode, 0.015);
    }

    private static String told(Staying.Stayed stayed) {
        return stayed.order().getFirst().member() + " "
                + stayed.affinity().decision().orElse("-");
    }

    @Test
    void beginsWhereNobodyAnsweredBefore() {
        Staying.Stayed stayed =
                staying(AffinityStrategy.ADAPTIVE, -1, false, Mode.BALANCED).of(List.of(BEST, CLOSE), COLD);
        assertThat(told(stayed)).isEqualTo("0 initialize");
    }

    @Test
    void switchesWhereAnotherGainsMoreThanTheCacheThatIsLost() {
        assertThat(told(staying(AffinityStrategy.ADAPTIVE, 1, false, Mode.BALANCED)
                        .of(List.of(BEST, CLOSE), COLD)))
                .isEqualTo("0 switch");
        assertThat(told(staying(AffinityStrategy.ADAPTIVE, 2, false, Mode.COST).of(List.of(BEST, CLOSE, WEAK), COLD)))
                .as("out of the band, however cheap")
                .isEqualTo("0 switch");
    }

    @Test
    void staysWhereTheSwitchWouldCostMore() {
        Ranked warm = new Ranked(1, 0.89, 0.010, true);
        assertThat(told(staying(AffinityStrategy.ADAPTIVE, 1, false, Mode.BALANCED)
                        .of(List.of(BEST, warm), COLD)))
                .isEqualTo("1 retain");
    }

    @Test
    void inQualityModeStaysWithAWarmCacheInsideTheBandOnly() {
        Staying quality = staying(AffinityStrategy.ADAPTIVE, 1, false, Mode.QUALITY);
        assertThat(told(quality.of(List.of(BEST, CLOSE), new int[] {0, 5_000, 0})))
                .isEqualTo("1 retain");
        assertThat(told(quality.of(List.of(BEST, CLOSE), COLD))).isEqualTo("0 switch");
        Staying weak = staying(AffinityStrategy.ADAPTIVE, 2, false, Mode.QUALITY);
        assertThat(told(weak.of(List.of(BEST, WEAK), new int[] {0, 0, 9_000}))).isEqualTo("0 switch");
    }

    @Test
    void staysInAToolLoopWithThoughtsAndWhereItIsSticky() {
        assertThat(told(staying(AffinityStrategy.ADAPTIVE, 2, true, Mode.QUALITY)
                        .of(List.of(BEST, WEAK), COLD)))
                .isEqualTo("2 retain");
        assertThat(told(staying(AffinityStrategy.STICKY, 2, false, Mode.QUALITY).of(List.of(BEST, WEAK), COLD)))
                .isEqualTo("2 retain");
    }

    @Test
    void leavesAModelThatMayNotServe() {
        assertThat(told(staying(AffinityStrategy.STICKY, 2, true, Mode.COST).of(List.of(BEST, CLOSE), COLD)))
                .isEqualTo("0 switch");
    }

    @Test
    void saysNothingWhereRequestsAreJudgedByThemselves() {
        Staying.Stayed stayed =
                staying(AffinityStrategy.NONE, 1, true, Mode.BALANCED).of(List.of(BEST, CLOSE), COLD);
        assertThat(told(stayed)).isEqualTo("0 -");
        assertThat(stayed.affinity().strategy()).isEqualTo("none");
    }
}
