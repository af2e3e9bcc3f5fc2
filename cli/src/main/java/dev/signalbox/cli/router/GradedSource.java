package dev.signalbox.cli.router;

import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.train.Progress;
import java.io.IOException;

/** Where grades come from. */
@FunctionalInterface
public interface GradedSource {
    /**
     * Reads them.
     *
     * @param before the weights that are calibrated
     */
    Graded read(Weights before, int threads, Progress progress) throws IOException, DataException;
}
