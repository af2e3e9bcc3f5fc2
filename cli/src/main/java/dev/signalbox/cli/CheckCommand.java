package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.boot.Promises;
import dev.signalbox.server.catalogue.Ageing;
import dev.signalbox.server.catalogue.Floating;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.EffectiveConfiguration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.config.Problem;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.PriceChange;
import dev.signalbox.server.prices.Unpriced;
import dev.signalbox.server.routing.LearnedReport;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Examines a configuration without starting anything. */
@Command(
        name = "check",
        description = {
            "Find every problem of a configuration file without starting anything.",
            "Problems go to standard error as FILE:LINE:COLUMN KEY: what is there (expected: what should be).",
            "With --live it also asks every model for one word, which costs a few tokens each."
        })
final class CheckCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "signalbox.yaml",
            description = {"The file (default: ${DEFAULT-VALUE})."})
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--json", description = "Print an object with all problems on standard output instead.")
    private boolean json;

    @Option(
            names = "--effective",
            description = {
                "If the file is fine, print what holds: every default written out, secrets masked, and the routes",
                "of routers.folder in the place of that key, which is a comment then."
            })
    private boolean effective;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private LiveOptions live;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Loaded loaded = Configuration.load(surroundings.resolve(file), surroundings.environment());
        live.check(spec);
        if (!json) {
            tell(loaded);
        }
        Optional<LiveReport> asked = asked(loaded);
        if (json) {
            Json.Obj whole = asJson(loaded);
            Json told =
                    asked.<Json>map(report -> whole.with("live", report.json())).orElse(whole);
            spec.commandLine().getOut().println(new String(JsonCodec.write(told), UTF_8));
        } else {
            asked.ifPresent(report -> report.table().forEach(spec.commandLine().getOut()::println));
        }
        boolean fine =
                loaded instanceof Loaded.Good && asked.map(LiveReport::fine).orElse(true);
        return fine ? ExitStatus.FINE : ExitStatus.PROBLEM;
    }

    private Optional<LiveReport> asked(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Good good
            when live.wanted() ->
                Optional.of(live.ask(
                        good.settings(),
                        surroundings.clock().instant(),
                        spec.commandLine().getErr()));
            case Loaded.Good _, Loaded.Bad _ -> Optional.empty();
        };
    }

    private void tell(Loaded loaded) {
        PrintWriter out = spec.commandLine().getOut();
        problems(loaded).forEach(spec.commandLine().getErr()::println);
        switch (loaded) {
            case Loaded.Good good -> {
                unpriced(good.settings())
                        .forEach(model -> spec.commandLine()
                                .getErr()
                                .println(file + " models." + model.model() + ": warning: " + model.reason()));
                changes(good.settings())
                        .forEach(change -> spec.commandLine()
                                .getErr()
                                .println(file + " models." + change.model() + ": notice: " + change.words()));
                ageing(good.settings())
                        .forEach(place -> spec.commandLine()
                                .getErr()
                                .println(file + " " + place.key() + ": warning: " + place.reason()));
                List<String> floating = Floating.in(good.settings(), PriceBook.load());
                if (!floating.isEmpty()) {
                    spec.commandLine()
                            .getErr()
                            .println(file + " models: notice: " + String.join(", ", floating)
                                    + " may become other models (expected: an id with a version, or pinned: false)");
                }
                promises(good.settings())
                        .forEach(report -> spec.commandLine()
                                .getErr()
                                .println(file + " routes." + report.route() + ": notice: "
                                        + String.join("; ", report.words())));
                out.println(effective ? EffectiveConfiguration.print(good.settings()) : summary(good));
            }
            case Loaded.Bad bad -> {
                long errors = bad.problems().stream().filter(Problem::isError).count();
                spec.commandLine().getErr().println(errors == 1 ? "1 error" : errors + " errors");
            }
        }
    }

    /** What these models cost is unknown, which no report can count. */
    private List<Unpriced> unpriced(Settings settings) {
        return Unpriced.in(settings, PriceBook.load(), surroundings.clock().instant());
    }

    /** What will cost something else. */
    private List<PriceChange> changes(Settings settings) {
        return PriceChange.in(settings, PriceBook.load(), surroundings.clock().instant());
    }

    /** What goes away, or is gone, today. */
    private List<Ageing> ageing(Settings settings) {
        return Ageing.in(settings, surroundings.clock().instant());
    }

    /** What learned routes keep and save. */
    private List<LearnedReport> promises(Settings settings) {
        return Promises.in(settings, PriceBook.load(), surroundings.clock().instant());
    }

    private Json learned(Loaded loaded) {
        List<LearnedReport> reports = switch (loaded) {
            case Loaded.Good good -> promises(good.settings());
            case Loaded.Bad _ -> List.of();
        };
        return Json.array(reports.stream().map(LearnedReport::json).toList());
    }

    private Json ageing(Loaded loaded) {
        List<Ageing> places = switch (loaded) {
            case Loaded.Good good -> ageing(good.settings());
            case Loaded.Bad _ -> List.of();
        };
        return Json.array(places.stream()
                .map(place ->
                        Json.object(fields -> fields.put("key", place.key()).put("reason", place.reason())))
                .toList());
    }

    private static Json floating(Loaded loaded) {
        List<String> models = switch (loaded) {
            case Loaded.Good good -> Floating.in(good.settings(), PriceBook.load());
            case Loaded.Bad _ -> List.of();
        };
        return Json.array(models.stream().map(Json::text).toList());
    }

    private Json unpriced(Loaded loaded) {
        List<Unpriced> models = switch (loaded) {
            case Loaded.Good good -> unpriced(good.settings());
            case Loaded.Bad _ -> List.of();
        };
        return Json.array(models.stream()
                .map(model -> Json.object(fields ->
                        fields.put("model", model.model()).put("id", model.id()).put("reason", model.reason())))
                .toList());
    }

    private Json changes(Loaded loaded) {
        List<PriceChange> changes = switch (loaded) {
            case Loaded.Good good -> changes(good.settings());
            case Loaded.Bad _ -> List.of();
        };
        return Json.array(changes.stream().map(PriceJson::of).toList());
    }

    private String summary(Loaded.Good good) {
        Settings settings = good.settings();
        return "%s: fine (%s, %s, %s, %s)"
                .formatted(
                        file,
                        count(settings.providers().size(), "provider"),
                        count(settings.models().size(), "model"),
                        count(settings.routes().size(), "route"),
                        count(settings.callers().size(), "caller"));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static List<Problem> problems(Loaded loaded) {
        return switch (loaded) {
            case Loaded.Good good -> good.warnings();
            case Loaded.Bad bad -> bad.problems();
        };
    }

    private Json.Obj asJson(Loaded loaded) {
        return Json.object(fields -> fields.put("file", file.toString())
                .put("fine", loaded instanceof Loaded.Good)
                .put(
                        "problems",
                        Json.array(problems(loaded).stream()
                                .map(CheckCommand::asJson)
                                .toList()))
                .put("unpriced", unpriced(loaded))
                .put("price_changes", changes(loaded))
                .put("ageing", ageing(loaded))
                .put("floating", floating(loaded))
                .put("learned", learned(loaded)));
    }

    private static Json.Obj asJson(Problem problem) {
        return Json.object(
                fields -> fields.put("severity", problem.severity().name().toLowerCase(Locale.ROOT))
                        .put("line", problem.line())
                        .put("column", problem.column())
                        .put("key", problem.path())
                        .put("what", problem.what())
                        .put("expected", problem.expected())
                        .put("suggestion", problem.suggestion()));
    }
}
