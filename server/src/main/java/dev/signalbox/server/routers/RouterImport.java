package dev.signalbox.server.routers;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.config.Problem;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.routers.template.Node;
import dev.signalbox.server.routers.template.Template;
import dev.signalbox.server.routers.template.TemplateMistake;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.RouterSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes routes of model routers. Nothing is written before the whole configuration was read with all of them in their places and
 * found to be sound.
 *
 * @param configuration the file that the routes belong to
 * @param environment the value of an environment variable, null for one that is not set
 * @param weights those that are read already
 */
public record RouterImport(
        Path configuration, Function<String, @Nullable String> environment, WeightsFiles weights, Wishes wishes) {

    /** How the body of a request is called in mistakes. */
    static final String BODY = "body";

    /**
     * What a template cannot say.
     *
     * @param zones what data zone means, in the words of the configuration
     * @param models the configured model by the name in the deployment
     * @param weights the version that the routes are pinned to
     * @param force whether files are replaced that were changed by hand
     */
    public record Wishes(List<String> zones, Map<String, String> models, Optional<String> weights, boolean force) {
        public Wishes {
            zones = List.copyOf(zones);
            models = Map.copyOf(models);
        }

        /** None. */
        public static Wishes none() {
            return new Wishes(List.of(), Map.of(), Optional.empty(), false);
        }
    }

    /** What becomes of it. */
    public sealed interface Outcome {
        /** Nothing: this is wrong. */
        record Refused(List<Problem> problems) implements Outcome {
            public Refused {
                problems = List.copyOf(problems);
            }
        }

        /** Routes that may be written. */
        record Ready(List<PlannedRouter> routers, List<Remark> remarks, RouterFolder folder) implements Outcome {
            public Ready {
                routers = List.copyOf(routers);
                remarks = List.copyOf(remarks);
            }
        }
    }

    /**
     * The routers of a template.
     *
     * @param file how it is called in mistakes
     * @param given values of its parameters
     */
    public Outcome template(String file, Template.Language language, String text, Map<String, Node> given) {
        return of(file, () -> Template.read(language, text, given), Optional.empty());
    }

    /** The router of this name, whose deployment is the body of a request. */
    public Outcome body(String name, String text) {
        return of(BODY, () -> Template.body(text), Optional.of(name));
    }

    private interface Reader {
        Template read();
    }

    private Outcome of(String file, Reader reader, Optional<String> called) {
        Mistakes mistakes = new Mistakes(file);
        try {
            RouterReading.Found found = RouterReading.read(reader.read(), called, mistakes);
            if (mistakes.isEmpty()) {
                return planned(found, mistakes);
            }
        } catch (TemplateMistake mistake) {
            mistakes.add(mistake, "");
        }
        return new Outcome.Refused(mistakes.inOrder());
    }

    private Outcome planned(RouterReading.Found found, Mistakes mistakes) {
        return switch (Configuration.load(configuration, environment, weights)) {
            case Loaded.Bad(List<Problem> problems) -> new Outcome.Refused(problems);
            case Loaded.Good good ->
                good.settings()
                        .routers()
                        .map(folder -> planned(found, good.settings(), folder, mistakes))
                        .orElseGet(() -> new Outcome.Refused(
                                List.of(error("routers.folder", "missing", "routers: { folder: routers }"))));
        };
    }

    private Outcome planned(RouterReading.Found found, Settings now, RouterSettings routers, Mistakes mistakes) {
        RouterFolder folder = new RouterFolder(routers);
        Subsets subsets = new Subsets(now, wishes, routers, mistakes);
        subsets.checkNamed(found.routers());
        Map<String, List<String>> models = new HashMap<>();
        found.routers().forEach(router -> models.put(router.name(), subsets.models(router)));
        if (!mistakes.isEmpty()) {
            return new Outcome.Refused(mistakes.inOrder());
        }
        Map<String, Optional<String>> texts = new HashMap<>();
        found.routers().forEach(router -> texts.put(router.name(), Optional.of(text(router, models, subsets))));
        if (models.values().stream().anyMatch(List::isEmpty)) {
            switch (Configuration.load(configuration, environment, weights, texts)) {
                case Loaded.Bad(List<Problem> problems) -> {
                    return new Outcome.Refused(problems);
                }
                case Loaded.Good pooled ->
                    found.routers().stream()
                            .filter(router -> models.getOrDefault(router.name(), List.of())
                                    .isEmpty())
                            .forEach(router -> {
                                models.put(router.name(), subsets.pool(router, pool(pooled.settings(), router)));
                                texts.put(router.name(), Optional.of(text(router, models, subsets)));
                            });
            }
        }
        if (!mistakes.isEmpty()) {
            return new Outcome.Refused(mistakes.inOrder());
        }
        return switch (Configuration.load(configuration, environment, weights, texts)) {
            case Loaded.Bad(List<Problem> problems) -> new Outcome.Refused(problems);
            case Loaded.Good good -> ready(found, now, good.settings(), texts, folder);
        };
    }

    private String text(RouterDeployment router, Map<String, List<String>> models, Subsets subsets) {
        return RouteFile.text(
                router, models.getOrDefault(router.name(), List.of()), subsets.zones(router), wishes.weights());
    }

    private static List<String> pool(Settings settings, RouterDeployment router) {
        return Optional.ofNullable(settings.routes().get(router.name()))
                .map(RouteSettings::targets)
                .orElse(List.of())
                .stream()
                .map(TargetSettings::name)
                .toList();
    }

    private Outcome ready(
            RouterReading.Found found,
            Settings now,
            Settings then,
            Map<String, Optional<String>> texts,
            RouterFolder folder) {
        List<PlannedRouter> planned = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (RouterDeployment router : found.routers()) {
            String name = router.name();
            String text = texts.getOrDefault(name, Optional.empty()).orElseThrow();
            Path file = folder.settings().file(name);
            try {
                Optional<String> before = folder.read(name);
                if (before.isPresent()
                        && !wishes.force()
                        && !before.get().equals(text)
                        && !RouteFile.isUntouched(before.get())) {
                    problems.add(new Problem(
                            Problem.Severity.ERROR,
                            file.toString(),
                            1,
                            1,
                            "",
                            "changed by hand",
                            "--force to replace it",
                            ""));
                }
                planned.add(new PlannedRouter(
                        name,
                        file,
                        text,
                        before,
                        Optional.ofNullable(now.routes().get(name)),
                        Optional.ofNullable(then.routes().get(name)).orElseThrow()));
            } catch (IOException e) {
                problems.add(new Problem(
                        Problem.Severity.ERROR,
                        file.toString(),
                        0,
                        0,
                        "",
                        "cannot be read: " + e.getMessage(),
                        "",
                        ""));
            }
        }
        return problems.isEmpty() ? new Outcome.Ready(planned, found.remarks(), folder) : new Outcome.Refused(problems);
    }

    private Problem error(String path, String what, String expected) {
        return new Problem(Problem.Severity.ERROR, configuration.toString(), 0, 0, path, what, expected, "");
    }
}
