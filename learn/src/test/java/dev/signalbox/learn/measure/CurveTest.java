package dev.signalbox.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final Curve CURVE = Curve.of(
            List.of(new Point(4, 0.8), new Point(1, 0.5), new Point(2, 0.4), new Point(3, 0.8), new Point(3, 0.7)));

    @Test
    void keepsOnlyPointsThatNoneBeats() {
        assertThat(CURVE.points()).containsExactly(new Point(1, 0.5), new Point(3, 0.8));
        assertThatThrownBy(() -> new Curve(List.of(new Point(1, 0.5), new Point(2, 0.5))))
                .hasMessageContaining("both rise");
        assertThatThrownBy(() -> Curve.of(List.of())).hasMessage("points: none (expected: at least one)");
    }

    @Test
    void isLinearBetweenNeighbours() {
        assertThat(CURVE.costAt(0.65)).isCloseTo(2, within(1e-12));
        assertThat(CURVE.costAt(0.1)).isEqualTo(1);
        assertThat(CURVE.costAt(0.8)).isEqualTo(3);
        assertThat(CURVE.costAt(0.81)).isNaN();
        assertThat(CURVE.qualityAt(2)).isCloseTo(0.65, within(1e-12));
        assertThat(CURVE.qualityAt(9)).isEqualTo(0.8);
        assertThat(CURVE.qualityAt(0.9)).isNaN();
    }

    @Test
    void leavesOutOfTheHullWhatLiesBelowALine() {
        Curve bent = Curve.of(List.of(new Point(1, 0.1), new Point(2, 0.2), new Point(3, 0.8), new Point(5, 0.9)));
        assertThat(bent.hull().points()).containsExactly(new Point(1, 0.1), new Point(3, 0.8), new Point(5, 0.9));
    }

    @Test
    void savesAgainstTheBestSingleModel() {
        assertThat(Saving.of(CURVE, new Point(4, 0.8), 1, 0.95, 0.5))
                .usingRecursiveFieldByFieldElementComparator(close())
                .containsExactly(
                        new Saving(1, 0.25, true),
                        new Saving(0.95, 1 - (1 + 0.26 / 0.3 * 2) / 4, true),
                        new Saving(0.5, 0.75, true));
        assertThat(Saving.of(CURVE, new Point(4, 0.9), 1)).containsExactly(new Saving(1, 0, false));
        assertThat(Saving.of(CURVE, new Point(0, 0.8), 1)).containsExactly(new Saving(1, 0, true));
    }

    private static RecursiveComparisonConfiguration close() {
        return RecursiveComparisonConfiguration.builder()
                .withEqualsForType((a, b) -> Math.abs(a - b) < 1e-9, Double.class)
                .build();
    }

    @Test
    void measuresTheMeanHeightOfTheHullOverARange() {
        Curve curve = Curve.of(List.of(new Point(1, 0.5), new Point(2, 0.6), new Point(3, 0.9)));
        assertThat(Aiq.of(curve, 1, 3)).isCloseTo(0.7, within(1e-12));
        assertThat(Aiq.of(curve, 1, 5)).isCloseTo(0.8, within(1e-12));
        assertThat(Aiq.of(curve, 2, 3)).isCloseTo(0.8, within(1e-12));
        assertThat(Aiq.of(curve, 0, 1)).isCloseTo(0.25, within(1e-12));
        assertThat(Aiq.of(curve, 4, 6)).isCloseTo(0.9, within(1e-12));
        assertThat(Aiq.of(curve, 2, 2)).isCloseTo(0.7, within(1e-12));
        assertThatThrownBy(() -> Aiq.of(curve, 3, 1)).hasMessage("costs: 3.0 to 1.0 (expected: a range of at least 0)");
    }

    @Test
    void comparesWithMixingAtEqualQuality() {
        Curve mixing = Curve.of(List.of(new Point(0, 0.4), new Point(10, 0.8)));
        NeverDearer same = NeverDearer.of(mixing, mixing);
        assertThat(same.worst()).isCloseTo(0, within(1e-12));
        assertThat(same.holds()).isTrue();
        assertThat(same.reachesBest()).isTrue();

        NeverDearer worse = NeverDearer.of(Curve.of(List.of(new Point(4, 0.4), new Point(5, 0.7))), mixing);
        assertThat(worse.worst()).isCloseTo(0.4, within(1e-12));
        assertThat(worse.quality()).isEqualTo(0.4);
        assertThat(worse.holds()).isFalse();
        assertThat(worse.reachesBest()).isFalse();

        NeverDearer better = NeverDearer.of(Curve.of(List.of(new Point(0, 0.5), new Point(6, 0.9))), mixing);
        assertThat(better.worst()).isCloseTo(0, within(1e-12));
        assertThat(better.holds()).isTrue();
    }
}
