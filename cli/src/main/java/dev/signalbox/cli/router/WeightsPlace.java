package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsException;
import dev.signalbox.learn.predict.WeightsFile;
import dev.signalbox.server.settings.LearnedWeights;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where weights lie: in a file, or in the program. */
public final class WeightsPlace {
    /** The word for the weights that come with the program. */
    public static final String SHIPPED = "shipped";

    private WeightsPlace() {}

    /** Reads them; a file of the name {@value #SHIPPED} is meant by {@code ./shipped}. */
    static Weights read(Path place) throws WeightsException {
        if (!place.toString().equals(SHIPPED)) {
            if (!Files.exists(place)) {
                throw new Complaint("--weights: " + place
                        + ": no such file (expected: a file that signalbox router train wrote, or "
                        + LearnedWeights.shipped()
                                .map(its -> its.version() + " or ")
                                .orElse("")
                        + SHIPPED + ")");
            }
            return Weights.read(place);
        }
        try {
            return Weights.shipped();
        } catch (LinkageError | IllegalStateException e) {
            throw new Complaint(
                    "--weights: shipped: not in this program (expected: a file that signalbox router train" + " wrote)",
                    e);
        }
    }

    static void write(Weights weights, NewFile file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.part()))) {
            WeightsFile.write(weights, out);
        }
        file.keep();
    }
}
