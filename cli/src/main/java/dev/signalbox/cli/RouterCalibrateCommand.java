package dev.signalbox.cli;

import dev.signalbox.cli.router.CalibrateSummary;
import dev.signalbox.cli.router.CalibrateWork;
import dev.signalbox.cli.router.FileGrades;
import dev.signalbox.cli.router.GradedSource;
import dev.signalbox.cli.router.LedgerGrades;
import dev.signalbox.cli.router.NewFile;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Filter;
import dev.signalbox.server.store.Selection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Adds models to weights. */
@Command(
        name = "calibrate",
        description = {
            "Add models to weights, or correct known ones, from prompts that you had graded, or from the scores that callers gave"
                    + " (POST /v1/feedback): 50 for each model or more.",
            "Other models are predicted as before, but for what the new prompts tell nearby."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox router calibrate --outcomes outcomes.csv --prompts prompts.jsonl --out mine.weights",
            "  signalbox router calibrate --from-ledger --since 30d --config signalbox.yaml --out mine.weights",
            "  signalbox router show --weights mine.weights"
        })
final class RouterCalibrateCommand implements Callable<Integer> {
    private static final List<String> OF_LEDGERS =
            List.of("--ledger", "--config", "--since", "--until", "--month", "--last-month", "--route");
    private static final List<String> OF_FILES = List.of("--outcomes", "--prompts", "--cache");

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private WeightsOption weights = new WeightsOption();

    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            description = "CSV with prompt_id, model and score, from 0 to 1.")
    private Optional<Path> outcomes = Optional.empty();

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "JSON lines with prompt_id and prompt_text, plain or compressed with gzip.")
    private Optional<Path> prompts = Optional.empty();

    @Option(
            names = "--from-ledger",
            description = {
                "In place of files: the scores of callers, and what the gateway kept of their prompts (ledger.readings).",
                "--config tells under which names weights know the models."
            })
    private boolean fromLedger;

    @Mixin
    private LedgerPlace place = new LedgerPlace();

    @Mixin
    private PeriodOptions period = new PeriodOptions();

    @Option(names = "--route", paramLabel = "NAME", description = "Only requests of this route, or of 'chat-*'.")
    private Optional<String> route = Optional.empty();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "CSV whose hidden_output_tokens are the thinking tokens of an answer of these models.")
    private Optional<Path> prices = Optional.empty();

    @Mixin
    private NewWeightsOption out = new NewWeightsOption();

    @Mixin
    private VectorCacheOption cache = new VectorCacheOption();

    @Mixin
    private RouterJob job = new RouterJob();

    RouterCalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        check();
        return job.run((progress, threads) -> {
            try (NewFile file = out.in(surroundings)) {
                CalibrateSummary summary = new CalibrateWork(
                                weights.in(surroundings),
                                out.version(),
                                source(),
                                prices.map(surroundings::resolve),
                                threads)
                        .run(file, progress);
                return new RouterJob.Told(summary::text, summary::json);
            }
        });
    }

    private void check() {
        Stream<String> needless = (fromLedger ? OF_FILES : OF_LEDGERS)
                .stream().filter(name -> spec.commandLine().getParseResult().hasMatchedOption(name));
        needless.findFirst().ifPresent(name -> {
            throw new ParameterException(
                    spec.commandLine(),
                    name + (fromLedger ? ": with" : ": without") + " --from-ledger (expected: either --outcomes and"
                            + " --prompts, or --from-ledger)");
        });
        if (!fromLedger && (outcomes.isEmpty() || prompts.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "no grades (expected: --outcomes FILE and --prompts FILE, or --from-ledger)");
        }
    }

    private GradedSource source() {
        if (!fromLedger) {
            return new FileGrades(
                    surroundings.resolve(outcomes.orElseThrow()),
                    surroundings.resolve(prompts.orElseThrow()),
                    cache.in(surroundings));
        }
        PeriodOptions.Period meant = period.at(surroundings.clock().instant());
        List<Filter> where = route.map(name -> Filter.like(Dimension.Field.ROUTE, name)).stream()
                .toList();
        Path ledger = place.in(surroundings);
        Optional<Settings> settings = place.settings(surroundings);
        LedgerGrades grades = new LedgerScores(ledger, settings).read(new Selection(meant.from(), meant.to(), where));
        if (grades.scores().isEmpty() && route.isPresent()) {
            Books.read(ledger, (reader, _) -> {
                KnownRoutes.check(
                        route.get(), reader, settings, surroundings.clock().instant());
                return grades;
            });
        }
        return grades;
    }
}
