package dev.signalbox.learn.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 10, 384})
    void cosinesAreThoseOfTheNumbersOneByOne(int length) {
        Random random = new Random(length);
        byte[][] places = new byte[50][];
        for (int p = 0; p < places.length; p++) {
            places[p] = place(random, length);
        }
        byte[] place = place(random, length);
        double[] expected = new double[places.length];
        for (int p = 0; p < places.length; p++) {
            expected[p] = dot(place, places[p])
                    / (Math.sqrt(dot(place, place)) * Math.max(1, Math.sqrt(dot(places[p], places[p]))));
        }
        assertThat(Directions.of(places).cosines(place)).containsExactly(expected);
    }

    @Test
    void theLargestNumbersDoNotOverflow() {
        byte[] most = new byte[384];
        Arrays.fill(most, (byte) -127);
        assertThat(Directions.of(new byte[][] {most}).cosines(most)).containsExactly(1.0);
    }

    @Test
    void whatHasNoDirectionIsLikeNothing() {
        assertThat(Directions.of(new byte[][] {{1, 2}, {0, 0}}).cosines(new byte[2]))
                .containsExactly(0, 0);
    }

    @Test
    void thereMayBeNone() {
        assertThat(Directions.of(new byte[0][]).cosines(new byte[0])).isEmpty();
    }

    @Test
    void allAreOfOneLength() {
        assertThatThrownBy(() -> Directions.of(new byte[][] {new byte[4], new byte[5]}))
                .hasMessage("places: one of 5 numbers (expected: 4, as the first has)");
    }

    private static byte[] place(Random random, int length) {
        byte[] place = new byte[length];
        for (int i = 0; i < length; i++) {
            place[i] = (byte) random.nextInt(-127, 128);
        }
        return place;
    }

    private static double dot(byte[] left, byte[] right) {
        int sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
