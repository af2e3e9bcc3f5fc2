package dev.signalbox.learn.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.ModelPrice;
import dev.signalbox.learn.data.Pool;
import dev.signalbox.learn.measure.LeftOutResult;
import dev.signalbox.learn.measure.PairResult;
import dev.signalbox.learn.measure.PoolResult;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Neighbourhood;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.report.MeasureReport;
import dev.signalbox.learn.train.FactorOptions;
import dev.signalbox.learn.train.Planted;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.learn.train.TrainingOptions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FoldedEvaluationTest {
    private static final int PROMPTS = 320;
    private static final List<Planted.Sample> SAMPLES = Planted.samples(PROMPTS, 7);
    private static final Dataset DATA = Planted.data(SAMPLES, Planted.MODELS, 8);
    private static final Features[] FEATURES = Planted.features(SAMPLES);
    private static final Folds FOLDS = Folds.of(DATA.prompts(), 2, 1);
    private static final FactorOptions FIT = new FactorOptions(2, 10, 32, 2e-2, 1e-4, 1e-3, 3e-4, 100_000, 1, 0.5);
    private static final TrainingOptions OPTIONS =
            new TrainingOptions(FIT, FIT, 1, 2, 0.3, 0.3, new Neighbourhood(20, 10, 1), 40, 200, 0.1, 5, 2);
    private static final List<String> SOURCES = List.of("hard", "easy");

    private static MeasureReport report = new MeasureReport(
            "none", Map.of(), List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());

    @BeforeAll
    static void measure() {
        report = new FoldedEvaluation(
                        OPTIONS,
                        DATA,
                        FEATURES,
                        strangers(),
                        Map.of(),
                        Map.of(
                                "large", new ModelPrice(10, 10, 0, 0),
                                "medium", new ModelPrice(3, 3, 0, 0),
                                "small", new ModelPrice(1, 1, 0, 0),
                                "sums", new ModelPrice(1, 2, 0, 0)),
                        List.of(
                                new Pool("all", "All models", false, SOURCES, Planted.MODELS),
                                new Pool("two", "Two models", true, SOURCES, List.of("large", "small"))),
                        List.of("sums"),
                        2,
                        () -> Instant.EPOCH)
                .run(
                        "Folds",
                        Map.of("folds", "2"),
                        List.of("of the caller"),
                        Optional.of(FOLDS),
                        List.of("hard"),
                        Progress.NONE);
    }

    /** What lies on neither side. */
    private static Features[] strangers() {
        return Planted.samples(40, 9).stream()
                .map(sample -> {
                    float[] far = new float[Planted.SIZE];
                    far[Planted.SIZE / 2] = 1;
                    return new Features(
                            far, sample.features().surface(), sample.features().tokens());
                })
                .toArray(Features[]::new);
    }

    private static Unseen trained() {
        return new Retraining(OPTIONS, DATA, FEATURES, Map.of())
                .folds(FOLDS, new Rounds(Progress.NONE, 2, () -> Instant.EPOCH));
    }

    @Test
    void measuresEachPromptByWeightsThatHaveNotSeenItAndHaveSeenTheOthers() {
        Unseen unseen = trained();
        List<Set<String>> learnt = unseen.weights().stream()
                .<Set<String>>map(each -> new HashSet<>(each.prototypes().ids()))
                .toList();
        for (int p = 0; p < PROMPTS; p++) {
            String id = DATA.prompts().get(p).id();
            assertThat(learnt.get(unseen.by()[p])).doesNotContain(id);
            assertThat(learnt.get(1 - unseen.by()[p])).contains(id);
        }
    }

    @Test
    void mergesTheFoldsOfAPoolWithWhatItIsComparedWith() {
        PoolResult pool = report.pools().getFirst();
        assertThat(pool.prompts()).isEqualTo(PROMPTS);
        assertThat(pool.ways()).hasSize(6);
        assertThat(pool.ways().getFirst().savedBetween()).hasSize(4);
        double router = pool.ways().getFirst().savings().get(3).saved();
        double random = pool.ways().get(3).savings().get(3).saved();
        assertThat(router).isGreaterThan(random + 0.1);
        assertThat(pool.modes()).hasSize(3);
        assertThat(pool.modes().get(1).kept()).isGreaterThan(0.94);
        assertThat(pool.modes().get(1).saved()).isGreaterThan(0.1);
        assertThat(report.calibration().orElseThrow().predictions()).isEqualTo(4 * PROMPTS);
    }

    @Test
    void ranksEachFoldOfAPairForItselfAndSaysSo() {
        PairResult router = report.pairs().getFirst();
        assertThat(router.prompts()).isEqualTo(PROMPTS);
        assertThat(router.apgr()).isGreaterThan(0.6);
        // halves of the prompts come from each fold at the middle threshold
        assertThat(router.points().get(5).strong()).isEqualTo(0.5);
        assertThat(report.notes())
                .anyMatch(note -> note.startsWith("Two models: each fold has its own thresholds"))
                .anyMatch(note -> note.startsWith("two: with one threshold for all folds the APGR is 0."))
                .contains("of the caller");
    }

    @Test
    void tellsStrangersFromWhatWasLearnt() {
        assertThat(report.novelty().orElseThrow().unseen()).isEqualTo(40);
        assertThat(report.novelty().orElseThrow().known()).isEqualTo(PROMPTS);
        assertThat(report.novelty().orElseThrow().unseenFlagged()).isGreaterThan(0.9);
    }

    @Test
    void getsToKnowAModelAnewInEachFold() {
        assertThat(report.newModels()).singleElement().satisfies(curve -> {
            assertThat(curve.steps()).hasSize(1);
            assertThat(curve.fullAuc()).isGreaterThan(0.7);
        });
    }

    @Test
    void drawsSubsetsOfEachSourceAndCountsBrokenBands() {
        assertThat(report.bands()).hasSize(6).allSatisfy(band -> {
            // of four models there is one subset of four
            assertThat(band.subsets()).isOne();
            assertThat(band.lowest()).isBetween(0.5, band.kept() + 1e-12);
            assertThat(band.broken() > 0).isEqualTo(band.lowest() < 1 - band.band() - 1e-9);
        });
    }

    @Test
    void measuresASourceByWeightsThatNeverSawIt() {
        assertThat(report.leftOut()).hasSize(1);
        LeftOutResult left = report.leftOut().getFirst();
        long hard = SAMPLES.stream().filter(Planted.Sample::hard).count();
        assertThat(left.prompts()).isEqualTo((int) hard);
        assertThat(left.novel()).isGreaterThan(0.5);
        assertThat(left.pools()).singleElement().satisfies(pool -> {
            assertThat(pool.name()).isEqualTo("all-without-hard");
            assertThat(pool.prompts()).isEqualTo((int) hard);
        });
        assertThat(report.pairs()).extracting(PairResult::name).contains("two-without-hard");
    }

    @Test
    void drawsAPoolForASourceThatNoPoolHas() {
        Map<String, ModelPrice> prices = Map.of(
                "large", new ModelPrice(10, 10, 0, 0),
                "medium", new ModelPrice(3, 3, 0, 0),
                "small", new ModelPrice(1, 1, 0, 0),
                "unknown", new ModelPrice(1, 1, 0, 0));
        Weights weights = trained().weights().getFirst();
        assertThat(new SourcePools(weights, DATA, prices)
                        .of("easy", List.of(new Pool("other", "Other", false, List.of("hard"), Planted.MODELS))))
                .singleElement()
                .satisfies(pool -> {
                    assertThat(pool.sources()).containsExactly("easy");
                    assertThat(pool.models()).containsExactly("small", "medium", "large");
                });
    }
}
