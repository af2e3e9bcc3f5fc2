package dev.signalbox.cli;

import dev.signalbox.cli.router.ProgressLine;
import dev.signalbox.cli.router.compare.ComparePrompt;
import dev.signalbox.cli.router.compare.CompareWork;
import dev.signalbox.cli.router.compare.Comparison;
import dev.signalbox.server.boot.Gateway;
import dev.signalbox.server.boot.GatewayOptions;
import dev.signalbox.server.boot.GatewayRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares routes and models on the user's own prompts. */
@Command(
        name = "compare",
        description = {
            "Send your own prompts through a gateway to routes and fixed models, and compare cost, quality, time and which models"
                    + " answered.",
            "These are real requests: they cost what the ledger says. --max-cost stops in time.",
            "A way of which every request fails is status 1, and said on standard error.",
            "Writes report.html, report.json, results.jsonl and, where answers were graded, outcomes.csv for calibrate."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox router compare --prompts mine.jsonl --routes auto --models gpt-4o --out report --max-cost 2",
            "  signalbox router compare --prompts mine.jsonl --routes auto --modes quality,balanced,cost --models gpt-4o"
                    + " --grader contains --out report"
        })
final class RouterCompareCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            required = true,
            description =
                    "JSON lines with prompt_id and prompt_text, optionally system, expected and team; plain or compressed with gzip.")
    private Path prompts = Path.of("");

    @Option(names = "--limit", paramLabel = "N", description = "Only the first so many prompts.")
    private int limit = Integer.MAX_VALUE;

    @ArgGroup
    private @Nullable Where where;

    /** One of them. */
    static final class Where {
        @Option(
                names = "--gateway",
                paramLabel = "URL",
                description = "The gateway that runs (default: http://127.0.0.1:4000).")
        private Optional<URI> gateway = Optional.empty();

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "Start a gateway of this configuration for the comparison, on a free port.")
        private Optional<Path> config = Optional.empty();
    }

    @Mixin
    private CallerKeys keys = new CallerKeys();

    @Mixin
    private CompareWays ways = new CompareWays();

    @Mixin
    private CompareManner manner = new CompareManner();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder to write.")
    private Path out = Path.of("");

    @ArgGroup
    private @Nullable Again again;

    /** One of them. */
    static final class Again {
        @Option(names = "--resume", description = "Go on where the comparison in the folder was interrupted.")
        private boolean resume;

        @Option(names = "--force", description = "Begin anew in a folder that holds a comparison.")
        private boolean force;
    }

    @Mixin
    private RouterOptions options = new RouterOptions();

    RouterCompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        CompareWays.Chosen chosen = ways.in(spec.commandLine());
        return RouterWork.done(() -> {
            List<ComparePrompt> all = ComparePrompt.read(surroundings.resolve(prompts));
            Path folder = folder();
            try (ProgressLine progress = ProgressLine.of(spec.commandLine().getErr(), options.progress);
                    Reached gateway = reach()) {
                Comparison comparison = new CompareWork(
                                gateway.endpoint(),
                                all,
                                limit,
                                manner.in(spec.commandLine(), surroundings, chosen, keys.in(surroundings), all),
                                surroundings.today() + " with Signalbox " + ProgramVersion.read())
                        .run(folder, progress);
                options.print(spec.commandLine().getOut(), comparison::text, comparison::json);
                comparison.silent().ifPresent(why -> {
                    throw new Complaint(why);
                });
                return comparison.complete() ? ExitStatus.FINE : ExitStatus.PROBLEM;
            }
        });
    }

    /** A gateway, which is ended with this if it was started for it. */
    private record Reached(URI endpoint, Optional<Gateway> own) implements AutoCloseable {
        @Override
        public void close() {
            own.ifPresent(Gateway::stop);
        }
    }

    private Reached reach() {
        Optional<Path> config = Optional.ofNullable(where).flatMap(one -> one.config);
        if (config.isEmpty()) {
            return new Reached(
                    Optional.ofNullable(where).flatMap(one -> one.gateway).orElse(URI.create("http://127.0.0.1:4000")),
                    Optional.empty());
        }
        return start(config.get());
    }

    private Reached start(Path config) {
        try {
            Gateway gateway = Gateway.start(new GatewayOptions(
                    new GatewayOptions.Source.File(surroundings.resolve(config)),
                    surroundings.environment(),
                    OptionalInt.of(0),
                    _ -> {},
                    Optional.empty()));
            return new Reached(gateway.endpoint(), Optional.of(gateway));
        } catch (GatewayRefused e) {
            throw new Complaint(RuntimeErrors.sentence(e), e);
        }
    }

    private Path folder() throws IOException {
        Path folder = surroundings.resolve(out);
        boolean resumes = again != null && again.resume;
        if (Files.isDirectory(folder) && !resumes) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent() && (again == null || !again.force)) {
                    throw new Complaint(
                            "--out: " + folder
                                    + " holds files already (expected: a new folder, --resume to go on, or --force to begin anew)");
                }
            }
            Files.deleteIfExists(folder.resolve(CompareWork.RESULTS));
        } else if (resumes && !Files.exists(folder.resolve(CompareWork.RESULTS))) {
            throw new Complaint("--resume: " + folder + " holds no comparison (expected: one that was begun)");
        }
        return folder;
    }
}
