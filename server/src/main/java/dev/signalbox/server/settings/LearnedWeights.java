package dev.signalbox.server.settings;

import dev.signalbox.learn.predict.Weights;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trained weights of a route.
 *
 * @param written the version or the file that the configuration names; absent where the program's own are taken
 * @param version which they are
 */
public record LearnedWeights(Optional<String> written, String version, Weights weights) {
    private static final Optional<Weights> SHIPPED = load();

    private static Optional<Weights> load() {
        try {
            return Optional.of(Weights.shipped());
        } catch (LinkageError | IllegalStateException e) {
            return Optional.empty(); // a program built without them
        }
    }

    /** Those that come with the program, whichever they are; none if it was built without any. */
    public static Optional<LearnedWeights> shipped() {
        return SHIPPED.map(weights -> new LearnedWeights(Optional.empty(), weights.version(), weights));
    }

    /** Those that come with the program, if they are of this version. */
    public static Optional<LearnedWeights> shipped(String version) {
        return SHIPPED.filter(weights -> weights.version().equals(version))
                .map(weights -> new LearnedWeights(Optional.of(version), version, weights));
    }

    /** By what they say of themselves: that of two files differs, and their numbers are millions. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LearnedWeights(Optional<String> itsWritten, String itsVersion, Weights its)
                && written.equals(itsWritten)
                && version.equals(itsVersion)
                && weights.card().equals(its.card());
    }

    @Override
    public int hashCode() {
        return Objects.hash(written, version);
    }

    /** Those of this file. */
    public static LearnedWeights of(String file, Weights weights) {
        return new LearnedWeights(Optional.of(file), weights.version(), weights);
    }
}
