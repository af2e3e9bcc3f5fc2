package dev.signalbox.cli;

import dev.signalbox.cli.router.FoldsWork;
import dev.signalbox.learn.evaluate.Folds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How weights are trained anew to be measured on what they have not seen. */
final class FoldOptions {
    @Option(
            names = "--folds",
            paramLabel = "K",
            description =
                    "Train K times (2 to 10, usually 4), each time without one part of the prompts, and measure that part; all prompts are"
                            + " measured, none by weights that saw it. Takes K trainings of a minute or two, and some minutes to read 20,000"
                            + " prompts without --cache.")
    private Optional<Integer> folds = Optional.empty();

    @Option(
            names = "--leave-out",
            paramLabel = "SOURCE",
            split = ",",
            description = "Train without each of these sources, separated by commas, one at a time, and measure it; "
                    + FoldsWork.EACH + ": all of them. One training for each.")
    private List<String> leaveOut = new ArrayList<>();

    @ArgGroup
    private @Nullable SourceOptions sources;

    /** Whether weights are trained for the measure; complains of options that do not belong together. */
    boolean wanted(CommandLine line) {
        boolean wanted = folds.isPresent() || !leaveOut.isEmpty();
        String with = folds.isPresent() ? "--folds" : "--leave-out";
        folds.filter(many -> many < Folds.LEAST || many > Folds.MOST).ifPresent(many -> {
            throw new ParameterException(
                    line, "--folds: " + many + " (expected: a number from " + Folds.LEAST + " to " + Folds.MOST + ")");
        });
        if (wanted && line.getParseResult().hasMatchedOption("--weights")) {
            throw new ParameterException(
                    line, "--weights: not with " + with + ", which trains its own (expected: one of them)");
        }
        if (wanted && line.getParseResult().hasMatchedOption("--split")) {
            throw new ParameterException(
                    line, "--split: not with " + with + ", which takes prompts of all splits (expected: one of them)");
        }
        if (!wanted && sources != null) {
            throw new ParameterException(
                    line, "--sources and --cautious: without training (expected: --folds or --leave-out with them)");
        }
        return wanted;
    }

    Optional<Integer> folds() {
        return folds;
    }

    List<String> leaveOut() {
        return leaveOut;
    }

    Optional<Set<String>> sources() {
        return SourceOptions.chosen(sources);
    }
}
