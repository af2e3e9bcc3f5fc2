package dev.signalbox.cli;

import dev.signalbox.cli.router.TrainWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sources of graded prompts are learnt from: one of these. */
final class SourceOptions {
    @Option(
            names = "--sources",
            paramLabel = "NAME",
            split = ",",
            description = "Only prompts of these sources, separated by commas.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--cautious",
            description = "Only sources whose licences allow weights that are passed on (mmlu, gsm8k, crux, numersense,"
                    + " mmlu_pro, bfcl, reasoning_gym, livecodebench).")
    private boolean cautious;

    /** The sources of options that may not have been given; empty: all. */
    static Optional<Set<String>> chosen(@Nullable SourceOptions options) {
        return options == null ? Optional.empty() : TrainWork.sources(options.sources, options.cautious);
    }
}
