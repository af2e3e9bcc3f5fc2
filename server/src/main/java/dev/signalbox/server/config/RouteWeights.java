package dev.signalbox.server.config;

import dev.signalbox.learn.predict.WeightsException;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.settings.WeightRule;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code routes.NAME.weights} says: a rule for the shares of targets, or the trained weights of a learned route. */
sealed interface RouteWeights {
    /** A rule for shares. */
    record Shares(WeightRule rule) implements RouteWeights {}

    /** Trained weights that can be used. */
    record Trained(LearnedWeights weights) implements RouteWeights {}

    /**
     * A word that is neither.
     *
     * @param isFile whether it names a file, so that {@code why} says what is expected of that
     */
    record Neither(String word, String why, boolean isFile) implements RouteWeights {}

    /** Reads it; which of them a route may have is told where its strategy is known. */
    record Kind() implements dev.signalbox.server.config.Kind<RouteWeights> {
        @Override
        public String words() {
            return "one of relative, sum; for `learned` a version or the path of a file";
        }

        @Override
        public Optional<RouteWeights> read(Spot spot) {
            return spot.word(words()).map(word -> read(word, spot.reading().files()));
        }

        private static RouteWeights read(String word, ReferencedFiles files) {
            for (WeightRule rule : WeightRule.values()) {
                if (rule.word().equals(word)) {
                    return new Shares(rule);
                }
            }
            Optional<Path> file = files.resolve(word);
            if (file.isPresent() && files.exists(file.get())) {
                return read(word, file.get(), files);
            }
            return LearnedWeights.shipped(word)
                    .<RouteWeights>map(Trained::new)
                    .orElseGet(() -> new Neither(word, "no such version in this program, and no such file", false));
        }

        private static RouteWeights read(String word, Path file, ReferencedFiles files) {
            try {
                return new Trained(LearnedWeights.of(word, files.weights(file)));
            } catch (WeightsException e) {
                return new Neither(word, "cannot be used: " + e.getMessage(), true);
            }
        }

        @Override
        public Optional<Tree> write(RouteWeights value) {
            return switch (value) {
                case Shares(WeightRule rule) -> Optional.of(new Tree.Scalar(rule.word()));
                case Trained(LearnedWeights weights) ->
                    Optional.of(new Tree.Scalar(weights.written().orElse(weights.version())));
                case Neither(String word, String _, boolean _) -> Optional.of(new Tree.Scalar(word));
            };
        }
    }
}
