package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.DataException;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.OutcomeFile;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.data.PromptFile;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.train.Calibrator;
import dev.signalbox.learn.train.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Grades of a file.
 *
 * @param cache vectors of prompts, kept for the next time
 */
public record FileGrades(Path outcomes, Path prompts, Optional<Path> cache) implements GradedSource {

    @Override
    public Graded read(Weights before, int threads, Progress progress) throws IOException, DataException {
        List<Prompt> all = PromptFile.read(prompts);
        Dataset read = OutcomeFile.read(outcomes, all);
        Dataset graded = read.at(IntStream.range(0, all.size())
                .filter(p -> read.end(p) > read.first(p))
                .toArray());
        for (int m = 0; m < graded.models().size(); m++) {
            long many = Graded.outcomes(graded, m);
            if (many < Calibrator.LEAST) {
                throw new Complaint("--outcomes: " + graded.models().get(m) + " has " + many
                        + " graded prompts (expected: at least " + Calibrator.LEAST + ")");
            }
        }
        return new Graded(graded, Vectors.of(graded.prompts(), cache, threads, progress), List.of());
    }
}
