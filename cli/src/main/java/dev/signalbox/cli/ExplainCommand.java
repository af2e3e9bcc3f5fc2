package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.boot.Explaining;
import dev.signalbox.server.boot.PromptEmbedding;
import dev.signalbox.server.exchange.Decision;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.health.Health.Standing;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plans one request and calls nobody. */
@Command(
        name = "explain",
        description = {
            "Tell which targets a request would be sent to, in which order, and why.",
            "Nobody is called and nothing is recorded. Status 1 if the request would be refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox explain --config signalbox.yaml --request body.json --caller support-bot",
            "  signalbox explain --request body.json --key-env SIGNALBOX_KEY --health gpt-5=open",
            "  signalbox explain --request body.json --dialect messages --header 'x-team: search' --json"
        })
final class ExplainCommand implements Callable<Integer> {

    private static final String STANDINGS = "healthy, half_open, unhealthy, open, barred";

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "signalbox.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("");

    @Option(names = "--request", paramLabel = "FILE", required = true, description = "The body of the request.")
    private Path request = Path.of("");

    @Mixin
    private AskerOptions asker = new AskerOptions();

    @Option(
            names = "--dialect",
            paramLabel = "WORD",
            defaultValue = "chat",
            description = "What the body speaks: chat, messages, responses or gemini (default: ${DEFAULT-VALUE}).")
    private SpokenDialect dialect = SpokenDialect.CHAT;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model that the path names, as gemini's and Azure's do; it goes before the body's.")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "A header field of the request; may be given several times.")
    private List<String> headers = List.of();

    @Option(
            names = "--health",
            paramLabel = "MODEL=WORD",
            description = {
                "How a target stands: " + STANDINGS + ";",
                "may be given several times (default: all are healthy)."
            })
    private Map<String, String> health = Map.of();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "The moment that counts for what goes away, such as 2027-01-01 (default: now).")
    private Optional<String> at = Optional.empty();

    @Option(names = "--json", description = "Print an object on standard output instead.")
    private boolean json;

    ExplainCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Headers fields = fields();
        Instant now = moment();
        Map<String, Standing> words = standings();
        Settings settings = Configurations.load(config, surroundings);
        Explanation explanation;
        try (PromptEmbedding embedding = PromptEmbedding.patient()) {
            Explaining explaining =
                    new Explaining(settings, PriceBook.load(), keys(words, settings), now, 1, embedding);
            Explaining.Question question = new Explaining.Question(
                    dialect.dialect(), envelope(), fields, asker.in(settings, explaining, surroundings));
            explanation = explanation(explaining, question);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(JsonCodec.write(explanation.json()), UTF_8));
        } else {
            out.print(explanation.text());
        }
        out.flush();
        return switch (explanation) {
            case Explanation.Planned _ -> ExitStatus.FINE;
            case Explanation.Denied _ -> ExitStatus.PROBLEM;
        };
    }

    private Explanation explanation(Explaining explaining, Explaining.Question question) {
        String asked = question.envelope().model();
        long tokens = TokenEstimate.input(question.envelope());
        try {
            return new Explanation.Planned(
                    asked, tokens, explaining.explain(question), explaining.firsts(question, Explanation.DRAWS));
        } catch (Refused refused) {
            return new Explanation.Denied(
                    asked,
                    tokens,
                    dialect.dialect().status(refused.failure().told()),
                    refused.failure(),
                    refused.plan().map(Decision::of));
        }
    }

    private Envelope envelope() {
        Path file = surroundings.resolve(request);
        try {
            return dialect.dialect().open(Files.readAllBytes(file), new Addressed(model, false));
        } catch (IOException e) {
            throw new Complaint("--request: " + file + " cannot be read (expected: a file with a body)", e);
        } catch (Unreadable e) {
            throw new Complaint(
                    "--request: " + file + ": "
                            + e.field().map(field -> field + ": ").orElse("") + e.getMessage() + " (read as --dialect "
                            + dialect + ")",
                    e);
        }
    }

    private Headers fields() {
        Headers.Builder fields = Headers.builder();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw wrong("--header: \"" + header + "\" (expected: NAME: VALUE)");
            }
            try {
                fields.add(
                        header.substring(0, colon).strip(),
                        header.substring(colon + 1).strip());
            } catch (IllegalArgumentException e) {
                throw wrong("--header: " + RuntimeErrors.sentence(e));
            }
        }
        return fields.build();
    }

    private Instant moment() {
        Instant now = surroundings.clock().instant();
        try {
            return at.map(text -> Times.moment("--at", text, now)).orElse(now);
        } catch (IllegalArgumentException e) {
            throw wrong(RuntimeErrors.sentence(e));
        }
    }

    private Map<String, Standing> standings() {
        Map<String, Standing> standings = new HashMap<>();
        health.forEach((name, word) -> {
            try {
                standings.put(
                        name, Standing.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
            } catch (IllegalArgumentException _) {
                throw wrong("--health: " + name + "=" + word + " (expected one of: " + STANDINGS + ")");
            }
        });
        return standings;
    }

    /** Health is kept by the names of the configuration, which may be patterns. */
    private static Map<String, Standing> keys(Map<String, Standing> words, Settings settings) {
        Map<String, Standing> keys = new HashMap<>();
        words.forEach((name, standing) -> {
            ModelSettings known = Optional.ofNullable(settings.models().get(name))
                    .or(() -> settings.model(name))
                    .orElseThrow(
                            () -> new Complaint("--health: \"" + name + "\" (expected: a model of the configuration)"));
            keys.put(known.name(), standing);
        });
        return keys;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
