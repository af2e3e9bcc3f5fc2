package dev.signalbox.learn.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.train.Planted;
import org.junit.jupiter.api.Test;

class RehearsedTest {
    private static final Weights WEIGHTS = Planted.weights(Planted.MODELS, 2);

    private static float[] embedding(byte[] place) {
        float[] embedding = new float[place.length];
        for (int i = 0; i < place.length; i++) {
            embedding[i] = place[i];
        }
        return embedding;
    }

    private static Prototypes failed(Prototypes prototypes, int prototype) {
        float[][] scores = prototypes.scores().clone();
        scores[prototype] = new float[scores[prototype].length];
        return prototypes.seen(scores, prototypes.foreseen(), prototypes.rehearsed(), prototypes.foreseenBySurface());
    }

    @Test
    void learnsNothingFromThoseThatAreNoNeighboursOfIts() {
        Prototypes prototypes = WEIGHTS.prototypes();
        float[] embedding = embedding(prototypes.places()[3]);
        int near = Neighbours.of(embedding, prototypes, 2).prototypes()[1];
        Prototypes other = failed(failed(prototypes, 3), near);
        Neighbours neither = Neighbours.of(embedding, prototypes, 18, new int[] {3, near});
        assertThat(neither.prototypes()).hasSize(18).doesNotContain(3, near);
        assertThat(Rehearsed.of(3, neither, other, WEIGHTS.neighbourhood()))
                .isEqualTo(Rehearsed.of(3, neither, prototypes, WEIGHTS.neighbourhood()));
        Neighbours others = Neighbours.of(embedding, prototypes, 18, new int[] {3});
        assertThat(Rehearsed.of(3, others, other, WEIGHTS.neighbourhood()))
                .isNotEqualTo(Rehearsed.of(3, others, prototypes, WEIGHTS.neighbourhood()));
    }
}
