package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.RateSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {
    private static final String DIGEST = "sha256:df5b52e37377f8663763c1c7c05bfd197f111104a5022163874a2d112c959efa";
    private static final String MAIN = """
            providers: { p: { dialect: openai, key: "${KEY}" } }
            models: { m: { provider: p, zone: eu }, n: { provider: p } }
            routes: { old: { strategy: static, targets: [{ model: m }] } }
            routers: { folder: routers, data-zones: eu, editors: [me] }
            callers: { me: { key: "sha256:df5b52e37377f8663763c1c7c05bfd197f111104a5022163874a2d112c959efa" } }
            """;
    private static final String ROUTE =
            "strategy: static\ntargets: [{ model: m }]\nlimits: { requests-per-minute: 5 }\n";

    @TempDir
    private Path directory;

    private Path file;
    private Path folder;

    @BeforeEach
    void writesTheMainFile() throws Exception {
        file = Files.writeString(directory.resolve("signalbox.yaml"), MAIN);
        folder = directory.resolve("routers");
    }

    @Test
    void readsRoutesAsIfTheyStoodInTheMainFile() throws Exception {
        assertThat(good().routes()).containsOnlyKeys("old");
        put("new.one", "\ufeff" + ROUTE.replace("\n", "\r\n"));
        put(".hidden", "rubbish");
        Files.writeString(folder.resolve("notes.txt"), "nothing to read");

        Settings settings = good();

        assertThat(settings.routes()).containsOnlyKeys("old", "new.one");
        assertThat(settings.routes().get("new.one").limits())
                .contains(new RateSettings(Optional.of(5), Optional.empty()));
        assertThat(settings.routers().orElseThrow().folder()).isEqualTo(folder);
        String printed = EffectiveConfiguration.print(settings);
        assertThat(printed)
                .contains("new.one:")
                .doesNotContain("\nrouters:")
                .contains("would stand twice:\n# routers:\n#   folder: " + folder
                        + "\n#   data-zones: eu\n#   editors: me\n");
        String again = printed.replaceAll("key: \"?sha256.*", "key: \"" + DIGEST + "\"");
        assertThat(Configuration.load("x", again, directory, _ -> "key"))
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(good.settings().routes()).isEqualTo(settings.routes()));
    }

    @Test
    void warnsOfADataZoneThatNoModelHas() throws Exception {
        assertThat(warnings("zone: eu")).isEmpty();
        assertThat(warnings("zone: eu-1"))
                .singleElement()
                .asString()
                .endsWith(
                        "routers.data-zones: no model has the zone \"eu\" (expected one of: eu-1; did you mean eu-1?)");
        assertThat(warnings("context: 64k"))
                .singleElement()
                .asString()
                .endsWith("routers.data-zones: no model has the zone \"eu\" (expected: models that have one)");
    }

    private List<Problem> warnings(String instead) throws Exception {
        Files.writeString(file, MAIN.replace("zone: eu", instead));
        Loaded loaded = Configuration.load(file, _ -> "key");
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).warnings();
    }

    @Test
    void tellsMistakesWithTheirOwnFileAndLine() throws Exception {
        put("a", ROUTE.replace("model: m", "model: x"));
        put("b", "strategy: static\n  targets: []\n");
        put("old", ROUTE);
        put("not a name", ROUTE);
        put("c", "limits: { }\n" + ROUTE.replaceAll("limits.*", ""));

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        folder.resolve("a.yaml")
                                + ":2:20 routes.a.targets[0].model: no model \"x\" (expected one of: m, n; did you mean m?)",
                        folder.resolve("b.yaml") + ":2:10 not readable as YAML: mapping values are not allowed here",
                        folder.resolve("c.yaml")
                                + ":1:1 routes.c.limits: no limit (expected: requests-per-minute or tokens-per-minute)",
                        folder.resolve("not a name.yaml")
                                + " not the name of a route (expected: 1 to 64 letters, digits, -, _"
                                + " or ., with a letter or digit first)",
                        folder.resolve("old.yaml") + ":1:1 routes.old: is written in line 3 of " + file
                                + " too (expected: one route of this name)");
    }

    @Test
    void tellsEditorsThatNobodyIs() throws Exception {
        Files.writeString(file, MAIN.replace("[me]", "[you]"));

        assertThat(problems())
                .containsExactly(file + ":4:55 routers.editors[0]: no caller \"you\" (expected one of: me)");
    }

    @Test
    void readsAnotherTextInThePlaceOfAFile() throws Exception {
        put("a", ROUTE);

        Loaded loaded = Configuration.load(
                file,
                _ -> "key",
                new WeightsFiles(),
                Map.of("a", Optional.empty(), "b", Optional.of(ROUTE), "c", Optional.of(ROUTE)));

        assertThat(loaded)
                .isInstanceOfSatisfying(
                        Loaded.Good.class,
                        good -> assertThat(good.settings().routes()).containsOnlyKeys("old", "b", "c"));
    }

    @Test
    void changesItsVersionWithEveryRoute() throws Exception {
        String none = good().version();
        put("a", ROUTE);
        String one = good().version();
        put("a", ROUTE.replace("5", "6"));

        assertThat(List.of(none, one, good().version())).doesNotHaveDuplicates();
        put("a", ROUTE);
        assertThat(good().version()).isEqualTo(one);
    }

    @Test
    void seesFilesComeChangeAndGo() throws Exception {
        SettingsHolder holder = new SettingsHolder(good());
        List<Reload> told = new ArrayList<>();
        ConfigurationWatch watch = new ConfigurationWatch(file, _ -> "key", holder, told::add);
        poll(watch);

        put("a", ROUTE);
        poll(watch);
        assertThat(holder.now().routes()).containsOnlyKeys("old", "a");

        put("a", ROUTE.replace("model: m", "model: n"));
        poll(watch);
        assertThat(holder.now().routes().get("a").targets().getFirst().name()).isEqualTo("n");

        put("a", "strategy: [");
        poll(watch);
        assertThat(told).last().isInstanceOf(Reload.Kept.class);
        assertThat(holder.now().routes()).containsOnlyKeys("old", "a");

        Files.delete(folder.resolve("a.yaml"));
        poll(watch);
        assertThat(holder.now().routes()).containsOnlyKeys("old");
    }

    private static void poll(ConfigurationWatch watch) {
        for (int i = 0; i < 4; i++) {
            watch.poll();
        }
    }

    private void put(String name, String text) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".yaml"), text);
    }

    private Settings good() {
        Loaded loaded = Configuration.load(file, _ -> "key");
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    private List<String> problems() {
        return Configuration.load(file, _ -> "key") instanceof Loaded.Bad(List<Problem> problems)
                ? problems.stream().map(Problem::toString).toList()
                : List.of();
    }
}
