package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Prediction;
import dev.signalbox.learn.text.SurfaceFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Judges prompts that nobody sent, so that the embedding model is open and the code that predicts is compiled when somebody sends
 * one: without it the first decisions take a hundred times as long. Nothing of it is remembered, counted or told.
 */
final class WarmUp {
    static final Duration LONGEST = Duration.ofSeconds(2);

    /** The model may have to be unpacked first. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int ROUNDS = 300;
    private static final int TOKENS = 200;
    private static final List<String> ASKED = List.of(
            "What is the capital of Iceland?",
            "Write a function in Python that merges two sorted lists, and explain what it costs.",
            "Summarise the following minutes in three sentences, and name who promised what until when.",
            "A train leaves at 9:40 and is 12 % slower than planned. When does it arrive after 310 km?",
            "Translate into German: the parcel was delivered to the neighbours yesterday.",
            "{\"task\": \"classify\", \"labels\": [\"refund\", \"delivery\", \"praise\"], \"text\": \"Where is it?\"}");

    private final TextEmbedding embedding;
    private final LongSupplier nanoTime;

    WarmUp(TextEmbedding embedding, LongSupplier nanoTime) {
        this.embedding = embedding;
        this.nanoTime = nanoTime;
    }

    /** Ends by itself, and when its thread is interrupted. Answers how many prompts it judged. */
    int of(Trained trained) {
        List<Features> prompts = prompts();
        boolean[] eligible = new boolean[trained.members().size()];
        Arrays.fill(eligible, true);
        int[] cached = new int[eligible.length];
        long begun = nanoTime.getAsLong();
        int judged = 0;
        while (judged < ROUNDS
                && nanoTime.getAsLong() - begun < LONGEST.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            Prediction made = trained.predictor().predict(prompts.get(judged % prompts.size()));
            for (Mode mode : Mode.values()) {
                trained.policy().choose(made, mode, eligible, TOKENS, cached);
            }
            judged++;
        }
        return judged;
    }

    /** With and without their embedding, for either may be needed. */
    private List<Features> prompts() {
        List<Features> prompts = new ArrayList<>();
        boolean embeds = true;
        for (String user : ASKED) {
            float[] surface = SurfaceFeatures.of(user);
            prompts.add(new Features(null, surface, TOKENS));
            if (embeds && embedding.of("", user, PATIENCE) instanceof TextEmbedding.Made.Vector(float[] vector)) {
                prompts.add(new Features(vector, surface, TOKENS));
                prompts.add(new Features(vector, surface, TOKENS));
            } else {
                embeds = false; // who was late once in so long a time would hold up the rest
            }
        }
        return prompts;
    }
}
