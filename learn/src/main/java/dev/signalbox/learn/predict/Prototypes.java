package dev.signalbox.learn.predict;

import java.util.List;

/**
 * Prompts that were graded, without their text: where they lie and how models did on them. They correct predictions nearby, tell
 * how novel a prompt is, and are what bands are solved on. The arrays are not copied.
 *
 * @param ids names of the prompts
 * @param sources number in {@code sourceNames} of each prompt's source
 * @param tasks number of each prompt's kind among the labels of {@link Weights#tasks}, as the weights tell it
 * @param places directions, the largest component of each {@value #SCALE}
 * @param models by prompt, the numbers of the models that were graded, rising
 * @param scores by prompt, their scores; of a model that was corrected since, what is to be expected of them by now
 * @param foreseen by prompt, what fits that had not seen the prompt predicted
 * @param rehearsed the same, corrected by what was learnt of prompts nearby
 * @param foreseenBySurface {@code foreseen} from the surface features alone
 * @param tokens estimated tokens of each prompt
 * @param lengths log of answers' tokens that each prompt adds; see {@link Weights#outputTokens}
 * @param limits by source, the distance from its neighbours that few of its own prompts exceed; see {@link Novelty}
 * @param directions the places once more, as they are compared with others
 */
public record Prototypes(
        List<String> ids,
        List<String> sourceNames,
        short[] sources,
        short[] tasks,
        byte[][] places,
        short[][] models,
        float[][] scores,
        float[][] foreseen,
        float[][] rehearsed,
        float[][] foreseenBySurface,
        int[] tokens,
        float[] lengths,
        float[] limits,
        Directions directions) {

    static final int SCALE = 127;

    /** Takes defensive copies of the names. */
    public Prototypes {
        ids = List.copyOf(ids);
        sourceNames = List.copyOf(sourceNames);
        if (places.length != ids.size() || models.length != ids.size() || scores.length != ids.size()) {
            throw new IllegalArgumentException("prototypes: " + ids.size() + " names, " + places.length + " places");
        }
    }

    /** How many there are. */
    public int size() {
        return places.length;
    }

    /** The source of a prompt. */
    public String source(int prototype) {
        return sourceNames.get(sources[prototype]);
    }

    /** The same with other rehearsals. */
    public Prototypes rehearsed(float[][] predictions) {
        return new Prototypes(
                ids,
                sourceNames,
                sources,
                tasks,
                places,
                models,
                scores,
                foreseen,
                predictions,
                foreseenBySurface,
                tokens,
                lengths,
                limits,
                directions);
    }

    /** The same with other scores and predictions. */
    public Prototypes seen(
            float[][] itsScores, float[][] itsForeseen, float[][] itsRehearsed, float[][] itsForeseenBySurface) {
        return new Prototypes(
                ids,
                sourceNames,
                sources,
                tasks,
                places,
                models,
                itsScores,
                itsForeseen,
                itsRehearsed,
                itsForeseenBySurface,
                tokens,
                lengths,
                limits,
                directions);
    }

    /** The same with other limits. */
    public Prototypes limited(float[] others) {
        return new Prototypes(
                ids,
                sourceNames,
                sources,
                tasks,
                places,
                models,
                scores,
                foreseen,
                rehearsed,
                foreseenBySurface,
                tokens,
                lengths,
                others,
                directions);
    }

    /** The direction of a vector, in whole numbers. */
    public static byte[] place(float[] embedding) {
        double most = 0;
        for (float value : embedding) {
            most = Math.max(most, Math.abs(value));
        }
        double scale = most == 0 ? 0 : SCALE / most;
        byte[] place = new byte[embedding.length];
        for (int i = 0; i < place.length; i++) {
            place[i] = (byte) Math.round(embedding[i] * scale);
        }
        return place;
    }
}
