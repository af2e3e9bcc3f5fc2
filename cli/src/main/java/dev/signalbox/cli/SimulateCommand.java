package dev.signalbox.cli;

import dev.signalbox.simulator.Simulator;
import dev.signalbox.simulator.SimulatorOptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A simulated provider in the foreground. */
@Command(
        name = "simulate",
        description = {
            "Play AI providers on one port: OpenAI (chat completions and responses), Anthropic, Gemini, Azure and others.",
            "Answers are the same for the same requests; faults happen when asked for."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox simulate --port 4010 --first-token 300ms --tokens-per-second 50",
            "  signalbox simulate --fault 429:retry-after=2,every=5 --fault cut:at=3,times=1"
        })
final class SimulateCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--host", paramLabel = "HOST", description = "Listen here (default: loopback only, 127.0.0.1).")
    private Optional<String> host = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "4010",
            description = {"Listen on this port; 0 takes any free one (default: ${DEFAULT-VALUE})."})
    private int port;

    @Option(
            names = "--first-token",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = {"How long a reply takes to begin, such as 300ms (default: no time)."})
    private Optional<Duration> firstToken = Optional.empty();

    @Option(
            names = "--tokens-per-second",
            paramLabel = "N",
            description = {"How fast a reply goes on (default: all at once)."})
    private Optional<Double> tokensPerSecond = Optional.empty();

    @Option(
            names = "--tokens-per-event",
            paramLabel = "N",
            description = "How many tokens one event of a stream holds.")
    private Optional<Integer> tokensPerEvent = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Another number makes other ids and words.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--key", paramLabel = "KEY", description = "Accept only this key (default: any).")
    private Optional<String> key = Optional.empty();

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description = {
                "A fault and when it happens: KIND[:name=value,...], such as 503:every=10 or cut:at=3,times=1.",
                "May be given several times; docs/guides/simulator.md lists them."
            })
    private List<String> faults = new ArrayList<>();

    @Option(names = "--model", paramLabel = "NAME", split = ",", description = "The models to list.")
    private List<String> models = new ArrayList<>();

    @Option(names = "--only-listed", description = "Answer 404 for models that are not listed.")
    private boolean onlyListed;

    @Option(
            names = "--cached-tokens",
            paramLabel = "N",
            description = {"Report this many input tokens as read from the prompt cache."})
    private Optional<Integer> cachedTokens = Optional.empty();

    @Option(
            names = "--padding",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = {"Whether streams are padded as the real ones are (default: they are)."})
    private boolean padding;

    @Option(names = "--strict", description = "Refuse fields that the real interface does not know.")
    private boolean strict;

    @Option(names = "--max-body", paramLabel = "BYTES", description = "Refuse larger bodies with 413.")
    private Optional<Integer> maxBody = Optional.empty();

    SimulateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Simulator simulator = start(options())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println("OpenAI clients:    " + simulator.openAiEndpoint());
            out.println("Anthropic clients: " + simulator.endpoint());
            out.println("ready: " + simulator.endpoint());
            out.flush();
            surroundings.signals().awaitStop();
        }
        return ExitStatus.FINE;
    }

    private static Simulator start(SimulatorOptions options) {
        try {
            return Simulator.start(options);
        } catch (IllegalStateException e) {
            throw new Complaint(RuntimeErrors.sentence(e), e);
        }
    }

    private SimulatorOptions options() {
        try {
            SimulatorOptions options = SimulatorOptions.defaults()
                    .withPort(port)
                    .withPadding(padding)
                    .withStrictFields(strict);
            options = options.withOnlyListedModels(onlyListed).withFaults(String.join(";", faults));
            options = models.isEmpty() ? options : options.withModels(models);
            options = host.map(options::withHost).orElse(options);
            options = firstToken.map(options::withTimeToFirstToken).orElse(options);
            options = tokensPerSecond.map(options::withTokensPerSecond).orElse(options);
            options = seed.map(options::withSeed).orElse(options);
            options = key.map(options::withRequiredKey).orElse(options);
            options = tokensPerEvent.map(options::withTokensPerEvent).orElse(options);
            options = cachedTokens.map(options::withCachedTokens).orElse(options);
            return maxBody.map(options::withMaxBodyBytes).orElse(options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), RuntimeErrors.sentence(e), e);
        }
    }
}
