package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Choice;
import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.choice.Ranked;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.text.SurfaceFeatures;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted of one request, or why nothing is. Whatever goes wrong here costs the request nothing but the better
 * choice: without an embedding the form of the text is left, and without that the order of the subset.
 */
final class Foresight {
    private final Trained trained;
    private final String embedding;
    private final double[] dollars;
    private @Nullable Prediction prediction;
    private String note;

    private Foresight(Trained trained, String embedding, String note) {
        this.trained = trained;
        this.embedding = embedding;
        this.note = note;
        this.dollars = new double[trained.members().size()];
        Arrays.fill(dollars, Double.NaN);
    }

    /** Nothing is predicted, and for a reason. */
    static Foresight nothing(Trained trained, String why) {
        return new Foresight(trained, "off", why);
    }

    /**
     * What is predicted for this text. Waits for its embedding as long as the route allows.
     *
     * @param cached how many tokens of the prompt each member probably has in its cache
     */
    static Foresight of(Learning.Parts parts, Trained trained, PromptText text, int tokens, int[] cached) {
        Predictions.Key key = Predictions.key(text);
        Optional<Prediction> known = trained.predictions().known(key);
        if (known.isPresent()) {
            Foresight foresight = new Foresight(trained, "embedded", "");
            foresight.take(known.get(), tokens, cached);
            return foresight;
        }
        float[] vector = null;
        float[] surface = null;
        String embedding;
        String note = "";
        switch (parts.embedding().of(text.system(), text.user(), trained.by().budget())) {
            case TextEmbedding.Made.Vector(float[] values) -> {
                vector = values;
                embedding = "embedded";
            }
            case TextEmbedding.Made.Recorded(float[] values, float[] read) -> {
                vector = values;
                surface = read;
                embedding = "embedded";
            }
            case TextEmbedding.Made.Late _ -> {
                embedding = "late";
                note = "the embedding was not there within "
                        + trained.by().budget().toMillis() + " ms";
            }
            case TextEmbedding.Made.Broken(String why) -> {
                embedding = "broken";
                note = "no embedding: " + why;
            }
            case TextEmbedding.Made.Off _ -> {
                embedding = "off";
                note = "prompts are not embedded here";
            }
        }
        Foresight foresight = new Foresight(trained, embedding, note);
        foresight.predict(vector, surface, text, tokens, cached);
        if (vector != null) {
            foresight.prediction().ifPresent(made -> trained.predictions().remember(key, made));
        }
        return foresight;
    }

    private void predict(
            float @Nullable [] vector, float @Nullable [] read, PromptText text, int tokens, int[] cached) {
        try {
            float[] surface = read == null ? SurfaceFeatures.of(text.user()) : read;
            take(trained.predictor().predict(new Features(vector, surface, tokens)), tokens, cached);
        } catch (RuntimeException bug) {
            note = "nothing could be predicted: " + bug.getClass().getSimpleName();
        }
    }

    private void take(Prediction made, int tokens, int[] cached) {
        boolean[] all = new boolean[dollars.length];
        Arrays.fill(all, true);
        for (Ranked ranked :
                trained.policy().choose(made, Mode.QUALITY, all, tokens, cached).order()) {
            dollars[ranked.member()] = ranked.cost();
        }
        prediction = made;
    }

    /** The members that may serve, in the order of this mode; in that of the subset where nothing is predicted. */
    Choice choose(Mode mode, boolean[] eligible, int tokens, int[] cached) {
        Prediction known = prediction;
        if (known != null) {
            try {
                return trained.policy().choose(known, mode, eligible, tokens, cached);
            } catch (RuntimeException bug) {
                note = "nobody could be picked: " + bug.getClass().getSimpleName();
            }
        }
        return trained.policy().fallback(eligible);
    }

    Optional<Prediction> prediction() {
        return Optional.ofNullable(prediction);
    }

    /** What the request is expected to cost at a member; not a number where nothing is predicted. */
    double dollars(int member) {
        return dollars[member];
    }

    boolean isEmbedded() {
        return embedding.equals("embedded");
    }

    String embedding() {
        return embedding;
    }

    String note() {
        return note;
    }
}
