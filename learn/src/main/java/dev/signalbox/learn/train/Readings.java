package dev.signalbox.learn.train;

import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.embed.Encoder;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.learn.text.SurfaceFeatures;
import dev.signalbox.learn.text.WordPiece;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Features of many prompts, read on some threads. */
public final class Readings {
    private static final int CHARACTERS_OF_A_TOKEN = 4;

    private Readings() {}

    /** The features of these prompts, in their order. The encoder serves all threads. */
    public static Features[] of(
            List<Prompt> prompts, WordPiece pieces, Encoder encoder, int threads, Progress progress) {
        Features[] features = new Features[prompts.size()];
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(prompts.size(), threads, p -> {
            String text = prompts.get(p).text();
            features[p] = of(text, encoder.embed(Excerpt.of(pieces, text)));
            progress.at("reading prompts", done.incrementAndGet(), features.length);
        });
        return features;
    }

    /** The features of a prompt whose embedding is known. Its tokens are a quarter of its characters. */
    public static Features of(String text, float[] embedding) {
        return new Features(embedding, SurfaceFeatures.of(text), Math.max(1, text.length() / CHARACTERS_OF_A_TOKEN));
    }
}
