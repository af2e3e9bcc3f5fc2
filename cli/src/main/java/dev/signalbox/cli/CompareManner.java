package dev.signalbox.cli;

import dev.signalbox.cli.router.compare.CompareOptions;
import dev.signalbox.cli.router.compare.ComparePrompt;
import dev.signalbox.cli.router.compare.Grader;
import dev.signalbox.cli.router.compare.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say how a comparison asks and grades. */
final class CompareManner {
    private static final int MOST_AT_ONCE = 256;

    @ArgGroup(exclusive = true)
    private @Nullable Graded graded;

    /** One of them. */
    static final class Graded {
        @Option(
                names = "--grader",
                paramLabel = "WORD",
                description = {
                    "Hold answers against the field expected of their prompts: exact, contains, regex or number (the last number in"
                            + " the answer).",
                    "Without a grader or a judge nothing is said of quality."
                })
        private Optional<Grader> grader = Optional.empty();

        @Option(
                names = "--judge",
                paramLabel = "MODEL",
                description = "Let this model or route grade answers from 0 to 1; what it costs is told apart.")
        private Optional<String> judge = Optional.empty();
    }

    @Option(
            names = "--judge-prompt",
            paramLabel = "FILE",
            description = "What the judge is told in place of our words.")
    private Optional<Path> judgePrompt = Optional.empty();

    @Option(
            names = "--max-cost",
            paramLabel = "USD",
            description = "Stop before more is spent than this, the judge and what was spent before --resume included.")
    private double most = Double.POSITIVE_INFINITY;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Longest answer of a model.")
    private Optional<Integer> mostTokens = Optional.empty();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Requests under way at once (default: ${DEFAULT-VALUE}).")
    private int atOnce = 4;

    @Option(names = "--rate", paramLabel = "N", description = "Requests that begin in a second at most, such as 0.5.")
    private double perSecond = Double.POSITIVE_INFINITY;

    @Option(names = "--stream", description = "Ask for streams, so that the time to the first content is measured.")
    private boolean streams;

    @Option(names = "--seed", paramLabel = "N", description = "Where chance begins (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    CompareOptions in(
            CommandLine line,
            Surroundings surroundings,
            CompareWays.Chosen chosen,
            UnaryOperator<String> keys,
            List<ComparePrompt> prompts) {
        if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
            throw new ParameterException(
                    line, "--concurrency: " + atOnce + " (expected: a number from 1 to " + MOST_AT_ONCE + ")");
        }
        if (!(perSecond > 0) || !(most > 0)) {
            throw new ParameterException(line, "--rate, --max-cost: zero or less (expected: more)");
        }
        Optional<Grader> grader = Optional.ofNullable(graded).flatMap(one -> one.grader);
        if (grader.isPresent()
                && prompts.stream().allMatch(prompt -> prompt.expected().isEmpty())) {
            throw new Complaint(
                    "--grader: no prompt says what is expected (expected: a field \"expected\", or --judge)");
        }
        return new CompareOptions(
                chosen.ways(),
                chosen.against(),
                keys,
                grader,
                Optional.ofNullable(graded).flatMap(one -> one.judge).map(name -> new Judge(name, told(surroundings))),
                atOnce,
                perSecond,
                most,
                streams,
                mostTokens.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                seed);
    }

    private String told(Surroundings surroundings) {
        return judgePrompt
                .map(file -> {
                    try {
                        return Files.readString(surroundings.resolve(file));
                    } catch (IOException e) {
                        throw new Complaint("--judge-prompt: " + file + " cannot be read", e);
                    }
                })
                .orElse(Judge.INSTRUCTIONS);
    }
}
