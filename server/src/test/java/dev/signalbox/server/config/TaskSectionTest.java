package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.TaskPattern;
import dev.signalbox.server.settings.TextPattern;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TaskSectionTest {
    private static final String MODELS = """
            providers: { p: { dialect: openai } }
            models: { a: { provider: p }, b: { provider: p } }
            """;

    private static List<String> errors(String route) {
        return Yaml.errors(MODELS + "routes: { r: { strategy: task, " + route + " } }\n").stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    @Test
    void readsTasksWithTheBuiltInPatterns() {
        String text = MODELS + "routes: { r: { strategy: task, tasks: { coding: [ { model: a }, { model: b } ] },"
                + " otherwise: [ { model: b } ] } }\n";
        assertThat(Yaml.settings(text).routes().get("r"))
                .isEqualTo(RouteSettings.builder("r", Strategy.TASK, List.of())
                        .branches(
                                new Choosing.Tasks(TaskPattern.BUILT_IN, Optional.empty()),
                                List.of(
                                        new BranchSettings(
                                                "coding",
                                                "tasks.coding",
                                                List.of(TargetSettings.of("a"), TargetSettings.of("b"))),
                                        new BranchSettings("otherwise", "otherwise", List.of(TargetSettings.of("b")))))
                        .build());
    }

    @Test
    void readsPatternsOfItsOwn() {
        String text = MODELS + """
                routes:
                  r:
                    strategy: task
                    tasks: { law: [ { model: a } ], other: [ { model: b } ] }
                    patterns: [ { task: law, match: "court|statute", shorter-than: 500, images: true }, { task: other } ]
                """;
        assertThat(Yaml.settings(text).routes().get("r").choosing())
                .isEqualTo(new Choosing.Tasks(
                        List.of(
                                new TaskPattern(
                                        "law",
                                        Optional.of(new TextPattern("court|statute")),
                                        OptionalInt.of(500),
                                        true),
                                new TaskPattern("other", Optional.empty(), OptionalInt.empty(), false)),
                        Optional.empty()));
    }

    @Test
    void wantsTargetsForEveryTask() {
        assertThat(errors("tasks: { coding: [ { model: a } ], simple: [ { model: b } ] }"))
                .containsExactly("routes.r.tasks: no targets for analysis, creative, multimodal"
                        + " (expected: targets for each task that a pattern names, or otherwise)");
        assertThat(errors("otherwise: [ { model: a } ]"))
                .containsExactly("routes.r.tasks: missing (expected: targets by the name of a task)");
        assertThat(errors("tasks: {}, otherwise: [ { model: a } ]"))
                .containsExactly("routes.r.tasks: no task (expected: targets by the name of a task)");
        assertThat(errors("tasks: { coding: [] }, otherwise: [ { model: a } ]"))
                .containsExactly(
                        "routes.r.tasks.coding: an empty list (expected: a list, each a mapping with model or pool)");
        assertThat(errors("tasks: { coding: a }, otherwise: [ { model: a } ]"))
                .containsExactly("routes.r.tasks.coding: \"a\" (expected: a list, each a mapping with model or pool)");
    }

    @Test
    void findsTasksThatNoRequestIs() {
        assertThat(errors("tasks: { codeing: [ { model: a } ] }, otherwise: [ { model: a } ]"))
                .containsExactly(
                        "routes.r.tasks.codeing: no pattern names this task (expected one of: multimodal, coding,"
                                + " creative, analysis, simple; did you mean coding?)");
        assertThat(errors("tasks: { Coding: [ { model: a } ] }, otherwise: [ { model: a } ]"))
                .containsExactly("routes.r.tasks.Coding: not a name (expected: small letters, digits and hyphens)");
    }

    @Test
    void findsPatternsThatCannotBe() {
        assertThat(errors("tasks: { x: [ { model: a } ] }, patterns: [ { task: x, match: \"(a\" } ]"))
                .containsExactly("routes.r.patterns[0].match: \"(a\" (expected: a regular expression in RE2's syntax;"
                        + " match: missing closing ) (expected: a regular expression))");
        assertThat(errors("tasks: { x: [ { model: a } ] }, patterns: [ { task: x, match: \"(a{99}){9}\" } ]"))
                .singleElement()
                .asString()
                .contains("too much to do");
        assertThat(errors("tasks: { x: [ { model: a } ] }, patterns: [ { task: x, match: ab } ]"))
                .containsExactly("routes.r.patterns: a request that no pattern fits has no targets"
                        + " (expected: otherwise, or a last pattern with nothing but its task)");
        assertThat(errors("tasks: { x: [ { model: a } ] }, patterns: [ { task: x }, { task: x, match: ab } ],"
                        + " otherwise: [ { model: a } ]"))
                .containsExactly("routes.r.patterns[0]: fits every request, so that no pattern behind it is asked"
                        + " (expected: it at the end)");
        assertThat(errors("tasks: { x: [ { model: a } ] }, patterns: [ { task: otherwise } ]"))
                .first()
                .asString()
                .startsWith("routes.r.patterns[0].task: \"otherwise\" (expected: a task such as coding)");
    }

    @Test
    void takesNoValueThatItsStrategyWouldNotHeed() {
        assertThat(errors("targets: [ { model: a } ], tasks: { simple: [ { model: a, priority: 1 } ] },"
                        + " otherwise: [ { model: a, weight: 3 } ]"))
                .containsExactly(
                        "routes.r.targets: targets for the strategy task (expected: tasks)",
                        "routes.r.tasks.simple[0].priority: a group for the strategy task (expected: the strategy priority)",
                        "routes.r.otherwise[0].weight: a weight for the strategy task (expected: the strategy weighted)");
        assertThat(
                        Yaml.errors(
                                MODELS
                                        + "routes: { r: { strategy: pool, targets: [{ model: a }], tasks: { simple: [{ model: a }] } } }\n"))
                .containsExactly("signalbox.yaml:3:57 routes.r.tasks: tasks for the strategy pool (expected: targets)");
        assertThat(errors("tasks: { simple: [ { model: c } ] }, otherwise: [ { model: a } ]"))
                .containsExactly(
                        "routes.r.tasks.simple[0].model: no model \"c\" (expected one of: a, b; did you mean a?)");
    }
}
