package dev.signalbox.cli.router;

import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Encoder;
import dev.signalbox.learn.embed.KeptVectors;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.text.WordPiece;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.learn.train.Readings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads prompts, with the help of a file of vectors where there is one. */
final class Vectors {

    private Vectors() {}

    static Features[] of(List<Prompt> prompts, Optional<Path> cache, int threads, Progress progress)
            throws IOException {
        try (Encoder encoder = encoder(cache)) {
            return Readings.of(prompts, WordPiece.miniLm(), encoder, threads, progress);
        }
    }

    static Encoder encoder(Optional<Path> cache) throws IOException {
        Encoder model = Embedder.open();
        try {
            return cache.isPresent() ? KeptVectors.open(cache.get(), model) : model;
        } catch (IOException e) {
            model.close();
            throw new IOException("--cache: " + cache.orElseThrow() + ": " + e.getMessage(), e);
        }
    }
}
