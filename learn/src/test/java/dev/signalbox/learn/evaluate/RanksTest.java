package dev.signalbox.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RanksTest {

    @Test
    void placesValuesAmongThoseOfTheirOwnGroup() {
        assertThat(Ranks.within(new double[] {5, 700, 1, 900, 3, 800}, new int[] {0, 4, 0, 4, 0, 4}))
                .containsExactly(2.5 / 3, 0.5 / 3, 0.5 / 3, 2.5 / 3, 1.5 / 3, 1.5 / 3);
    }

    @Test
    void givesEqualValuesOnePlace() {
        assertThat(Ranks.within(new double[] {1, 2, 2, 3}, new int[4])).containsExactly(0.125, 0.5, 0.5, 0.875);
    }

    @Test
    void putsWhatIsNoNumberLast() {
        assertThat(Ranks.within(new double[] {Double.NaN, 1}, new int[2])).containsExactly(0.75, 0.25);
    }
}
