package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.config.Problem;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.routers.PlannedRouter;
import dev.signalbox.server.routers.Remark;
import dev.signalbox.server.routers.RouterImport;
import dev.signalbox.server.routers.template.Node;
import dev.signalbox.server.routers.template.Template;
import dev.signalbox.server.routers.template.TemplateMistake;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes routes of the model routers of a template. */
@Command(
        name = "import",
        description = {
            "Make learned routes of the model routers in an ARM template or a Bicep file.",
            "Each becomes a file of its own in routers.folder of the configuration. Doing it again changes nothing."
        })
final class ImportCommand implements Callable<Integer> {
    private static final int MOST_BYTES = 16 << 20;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "An ARM template (JSON), one deployment as JSON, or a Bicep file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "signalbox.yaml",
            description = "The configuration (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "The value of a parameter of the template.")
    private Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--parameters", paramLabel = "FILE", description = "A file of parameters (JSON).")
    private Optional<Path> parameters = Optional.empty();

    @Option(
            names = "--zones",
            paramLabel = "ZONE",
            split = ",",
            description = "What DataZoneStandard is confined to, in the words of models.NAME.zone.")
    private List<String> zones = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "NAME=CONFIGURED",
            description = "Which configured model the template's NAME is, where that is not plain.")
    private Map<String, String> models = new LinkedHashMap<>();

    @Option(names = "--weights", paramLabel = "VERSION", description = "Pin the routes to this version of the weights.")
    private Optional<String> weights = Optional.empty();

    @Option(names = "--dry-run", description = "Show what would change, and write nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Replace files that were changed by hand.")
    private boolean force;

    @Option(names = "--json", description = "Print an object with all of it instead.")
    private boolean json;

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String text = read(file);
        RouterImport.Wishes wishes = new RouterImport.Wishes(zones, models, weights, force);
        RouterImport work =
                new RouterImport(surroundings.resolve(config), surroundings.environment(), new WeightsFiles(), wishes);
        Template.Language language = Template.Language.of(file.toString(), text);
        return switch (work.template(file.toString(), language, text, given())) {
            case RouterImport.Outcome.Refused refused -> refused(refused.problems());
            case RouterImport.Outcome.Ready ready -> ready(ready);
        };
    }

    private Map<String, Node> given() {
        Map<String, Node> given = new LinkedHashMap<>();
        try {
            parameters.ifPresent(path -> given.putAll(Template.parameters(read(path))));
        } catch (TemplateMistake mistake) {
            throw new Complaint("%s:%d:%d %s (expected: %s)"
                    .formatted(
                            parameters.map(Path::toString).orElse(""),
                            mistake.at().line(),
                            mistake.at().column(),
                            mistake.what(),
                            mistake.expected()));
        }
        set.forEach((name, value) -> {
            try {
                given.put(name, Template.given(value));
            } catch (TemplateMistake mistake) {
                throw new Complaint(
                        "--set " + name + ": " + mistake.what() + " (expected: " + mistake.expected() + ")", mistake);
            }
        });
        return given;
    }

    private String read(Path path) {
        try (InputStream in = Files.newInputStream(surroundings.resolve(path))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Complaint(path + ": too large (expected: at most 4 MiB)");
            }
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Complaint(path + ": not UTF-8 (expected: text in UTF-8)", e);
        } catch (IOException e) {
            throw new Complaint(path + ": cannot be read (expected: a template)", e);
        }
    }

    private int refused(List<Problem> problems) {
        if (json) {
            print(ImportJson.refused(file, problems));
        } else {
            problems.forEach(spec.commandLine().getErr()::println);
        }
        return ExitStatus.PROBLEM;
    }

    private int ready(RouterImport.Outcome.Ready ready) {
        for (PlannedRouter router : ready.routers()) {
            if (!dryRun && router.state() != PlannedRouter.State.UNCHANGED) {
                try {
                    ready.folder().write(router.name(), router.text());
                } catch (IOException e) {
                    throw new Complaint(router.file() + ": cannot be written: " + e.getMessage(), e);
                }
            }
        }
        if (json) {
            print(ImportJson.ready(file, ready, !dryRun));
        } else {
            tell(ready);
        }
        return ExitStatus.FINE;
    }

    private void tell(RouterImport.Outcome.Ready ready) {
        PrintWriter out = spec.commandLine().getOut();
        ready.remarks().forEach(remark -> spec.commandLine().getErr().println(words(remark)));
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("ROUTE", "KEY", "BEFORE", "AFTER"));
        ready.routers()
                .forEach(router -> router.differences()
                        .forEach(each -> lines.add(List.of(router.name(), each.key(), each.before(), each.after()))));
        if (lines.size() > 1) {
            out.print(Aligned.text(lines));
        }
        ready.routers()
                .forEach(router -> out.println(router.name() + ": "
                        + router.state().name().toLowerCase(Locale.ROOT)
                        + (router.state() == PlannedRouter.State.UNCHANGED
                                ? ""
                                : (dryRun ? ", would be written to " : ", written to ") + router.file())));
        out.flush();
    }

    private String words(Remark remark) {
        String path = remark.path().isEmpty() ? "" : " " + remark.path() + ":";
        String kind = switch (remark.kind()) {
            case LOSS -> "lost: ";
            case ASSUMED -> "assumed: ";
            case NOT_TAKEN -> "not taken: ";
        };
        return file + ":" + remark.at().line() + ":" + remark.at().column() + path + " " + kind + remark.words();
    }

    private void print(Json told) {
        spec.commandLine().getOut().println(new String(JsonCodec.write(told), UTF_8));
    }
}
