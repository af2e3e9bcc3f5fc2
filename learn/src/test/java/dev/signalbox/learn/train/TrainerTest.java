package dev.signalbox.learn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.measure.Auc;
import dev.signalbox.learn.predict.Card;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.predict.Predictor;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final Weights WEIGHTS = Planted.weights(Planted.MODELS, 2);

    @Test
    void findsWhatIsPlanted() {
        Predictor predictor = new Predictor(WEIGHTS, Planted.MODELS);
        List<Planted.Sample> unseen = Planted.samples(400, 99);
        for (int m = 0; m < Planted.MODELS.size(); m++) {
            String model = Planted.MODELS.get(m);
            int at = m;
            double error = unseen.stream()
                    .mapToDouble(sample ->
                            Math.abs(predictor.predict(sample.features()).quality()[at] - sample.truth(model)))
                    .average()
                    .orElse(1);
            assertThat(error).as("mean error for %s", model).isLessThan(0.12);
        }
    }

    @Test
    void knowsHardPromptsFromEasyOnes() {
        Predictor predictor = new Predictor(WEIGHTS, List.of("small"));
        List<Planted.Sample> unseen = Planted.samples(400, 98);
        double[] difficulty = unseen.stream()
                .mapToDouble(sample -> predictor.predict(sample.features()).difficulty())
                .toArray();
        double[] hard =
                unseen.stream().mapToDouble(sample -> sample.hard() ? 1 : 0).toArray();
        assertThat(Auc.of(difficulty, hard)).isGreaterThan(0.98);
    }

    @Test
    void tellsTaskAndDomain() {
        Predictor predictor = new Predictor(WEIGHTS, List.of("small"));
        List<Planted.Sample> unseen = Planted.samples(200, 97);
        long right = unseen.stream()
                .filter(sample -> {
                    Prediction prediction = predictor.predict(sample.features());
                    return prediction.task().equals(sample.sum() ? "math" : "knowledge");
                })
                .count();
        assertThat(right).isGreaterThan(190);
    }

    @Test
    void flagsWhatLiesElsewhereAsNovel() {
        Predictor predictor = new Predictor(WEIGHTS, List.of("small"));
        float[] elsewhere = new float[Planted.SIZE];
        elsewhere[9] = 1;
        Planted.Sample known = Planted.samples(1, 96).getFirst();
        Prediction far =
                predictor.predict(new Features(elsewhere, known.features().surface(), 10));
        assertThat(far.novel()).isTrue();
        long flagged = Planted.samples(300, 95).stream()
                .filter(sample -> predictor.predict(sample.features()).novel())
                .count();
        assertThat(flagged).as("of 300 known ones").isLessThan(75);
    }

    @Test
    void givesTheSameBytesOnAnyNumberOfThreads() throws IOException {
        assertThat(bytes(Planted.weights(Planted.MODELS, 1))).isEqualTo(bytes(WEIGHTS));
    }

    @Test
    void decidesBySurfaceWhereThereIsNoEmbedding() {
        Predictor predictor = new Predictor(WEIGHTS, Planted.MODELS);
        Planted.Sample sample = Planted.samples(1, 94).getFirst();
        Prediction prediction =
                predictor.predict(new Features(null, sample.features().surface(), 10));
        assertThat(prediction.surfaceOnly()).isTrue();
        assertThat(prediction.novel()).isFalse();
        assertThat(prediction.novelty()).isNaN();
        assertThat(prediction.quality()[0]).isGreaterThan(prediction.quality()[2]);
        assertThat(Arrays.stream(prediction.quality())).allMatch(quality -> quality >= 0 && quality <= 1);
    }

    @Test
    void refusesTooFewPrompts() {
        List<Planted.Sample> few = Planted.samples(4, 1);
        Dataset data = Planted.data(few, Planted.MODELS, 1);
        assertThatThrownBy(() -> Trainer.train(
                        TrainingOptions.standard(1, 1),
                        data,
                        Planted.features(few),
                        Map.of(),
                        List.of(),
                        new Card("few", Map.of()),
                        Progress.NONE))
                .hasMessage("prompts: 4 with outcomes (expected: at least 8)");
    }

    private static byte[] bytes(Weights weights) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WeightsFile.write(weights, bytes);
        return bytes.toByteArray();
    }
}
