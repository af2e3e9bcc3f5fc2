package dev.signalbox.server.routers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.routers.template.Template;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.settings.RateSettings;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterImportTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void hasWeights() {
        assumeTrue(LearnedWeights.shipped().isPresent(), "no trained weights come with this build");
    }

    @Test
    void makesARouteOfTheDocumentedForm() throws Exception {
        Imports.in(directory).written("main.json", Imports.ARM);

        RouteSettings route = settings().routes().get("model-router-prod");
        assertThat(route.mode()).contains(RouteMode.QUALITY);
        assertThat(route.targets()).extracting(TargetSettings::name).containsExactly("gpt-4o", "small");
        assertThat(route.limits()).contains(new RateSettings(Optional.of(10), Optional.of(10_000L)));
        assertThat(route.zones()).isEmpty();
    }

    @Test
    void makesARouteOfTheOtherFormInBicep() throws Exception {
        RouterImport.Outcome.Ready ready = Imports.in(directory).written("main.bicep", Imports.BICEP);

        RouteSettings route = settings().routes().get("model-router-dev");
        assertThat(route.mode()).contains(RouteMode.BALANCED);
        assertThat(route.targets()).extracting(TargetSettings::name).containsExactly("gpt-4o", "sonnet");
        assertThat(route.limits()).contains(new RateSettings(Optional.of(250), Optional.of(250_000L)));
        assertThat(ready.remarks())
                .extracting(Remark::kind, Remark::path)
                .containsExactlyInAnyOrder(
                        tuple(Remark.Kind.ASSUMED, "sku.capacity"),
                        tuple(Remark.Kind.LOSS, "properties.raiPolicyName"),
                        tuple(Remark.Kind.LOSS, "properties.model.version"));
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        Imports imports = Imports.in(directory);
        imports.written("main.bicep", Imports.BICEP);
        String version = settings().version();
        byte[] before = Files.readAllBytes(file("model-router-dev"));

        RouterImport.Outcome.Ready again = imports.ready("elsewhere/other.bicep", Imports.BICEP);

        assertThat(again.routers()).singleElement().satisfies(router -> {
            assertThat(router.state()).isEqualTo(PlannedRouter.State.UNCHANGED);
            assertThat(router.differences()).isEmpty();
        });
        assertThat(Files.readAllBytes(file("model-router-dev"))).isEqualTo(before);
        assertThat(settings().version()).isEqualTo(version);
    }

    @Test
    void tellsAWrongWordWithItsPlace() {
        assertThat(Imports.in(directory).problems("main.json", Imports.ARM.replace("\"quality\"", "\"blanced\"")))
                .containsExactly(
                        "main.json:9:15 properties.routing.mode: \"blanced\" (expected one of: balanced, quality,"
                                + " cost; did you mean balanced?)");
        assertThat(Imports.in(directory)
                        .problems(
                                "main.bicep",
                                Imports.BICEP
                                        .replace("'balanced'\n\nv", "x")
                                        .replace("string = 'balanced'", "string = 'Balanced'")))
                .containsExactly("main.bicep:28:13 properties.routingConfiguration.mode: \"Balanced\" (expected one of:"
                        + " balanced, quality, cost; did you mean balanced?)");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        String wrong = Imports.ARM
                .replace("GlobalStandard", "GlobalStandrd")
                .replace("10 }", "\"ten\" }")
                .replace("\"mode\"", "\"mod\"")
                .replace("\"gpt-4o\"", "\"gpt-9\"");

        assertThat(Imports.in(directory).problems("a.json", wrong))
                .containsExactly(
                        "a.json:5:20 sku.name: \"GlobalStandrd\" (expected one of: GlobalStandard, DataZoneStandard; did you"
                                + " mean GlobalStandard?)",
                        "a.json:5:49 sku.capacity: \"ten\" (expected: units of a thousand tokens a minute, from 1 to 1000000)",
                        "a.json:9:7 properties.routing.mod: unknown (expected one of: mode, models, modelSubset; did you mean"
                                + " mode?)");
        assertThat(Imports.in(directory).problems("a.json", Imports.ARM.replace("\"gpt-4o\"", "\"gpt-9\"")))
                .containsExactly(
                        "a.json:11:39 properties.routing.models[0]: \"gpt-9\" of version 2024-05-13 is not configured"
                                + " (expected one of: gpt-4o, small, sonnet)");
        assertThat(Imports.in(directory).problems("a.json", Imports.ARM.replace("2024-05-13", "2024-08-06")))
                .containsExactly(
                        "a.json:11:39 properties.routing.models[0]: \"gpt-4o\" of version 2024-08-06 is configured in"
                                + " another version (expected one of: gpt-4o, small, sonnet; did you mean gpt-4o?)");
    }

    @Test
    void confinesADataZoneToItsZone() throws Exception {
        String zoned = Imports.BICEP.replace("'GlobalStandard'", "'DataZoneStandard'");
        assertThat(Imports.in(directory).problems("a.bicep", zoned))
                .containsExactly("a.bicep:22:5 sku.name: a data zone that is not said (expected: --zones ZONE, or"
                        + " routers.data-zones in the configuration; models have eu, global)");
        Imports european = Imports.in(directory).wishing(List.of("eu"), Map.of(), false);
        assertThat(european.problems("a.bicep", zoned))
                .containsExactly(
                        "a.bicep:10:29 properties.routingConfiguration.modelSubset[0]: \"gpt-4o\" is in the zone global"
                                + " (expected: the router's data zone: eu)");

        european.wishing(List.of("eu"), Map.of("gpt-4o", "small"), false).written("a.bicep", zoned);

        RouteSettings route = settings().routes().get("model-router-dev");
        assertThat(route.zones()).contains(List.of("eu"));
        assertThat(route.limits()).contains(new RateSettings(Optional.of(150), Optional.of(150_000L)));
    }

    @Test
    void tellsWhichZonesAndModelsThereAre() {
        Imports typing = Imports.in(directory).wishing(List.of("ue"), Map.of("gpt-4o", "smal"), false);
        assertThat(typing.problems("a.bicep", Imports.BICEP))
                .containsExactlyInAnyOrder(
                        "a.bicep --zones: no model has the zone \"ue\" (expected one of: eu, global; did you mean eu?)",
                        "a.bicep --model gpt-4o: no model \"smal\" (expected one of: gpt-4o, small, sonnet; did you mean"
                                + " small?)");
    }

    @Test
    void tellsOfANameThatNoSubsetHas() {
        Imports slip = Imports.in(directory).wishing(List.of(), Map.of("gtp-4o", "small"), false);
        assertThat(slip.problems("a.bicep", Imports.BICEP))
                .singleElement()
                .asString()
                .startsWith(
                        "a.bicep --model gtp-4o: no subset of the template has the model \"gtp-4o\" (expected one of: ")
                .endsWith("; did you mean gpt-4o?)");
        String all = Imports.ARM.replaceAll("(?s),\\s*\"models\": \\[.*?\\]", "");
        assertThat(slip.problems("a.json", all))
                .singleElement()
                .asString()
                .endsWith("(expected: subsets, which name models)");
    }

    @Test
    void writesOutThePoolWhereThereIsNoSubset() throws Exception {
        String all = Imports.ARM.replaceAll("(?s),\\s*\"models\": \\[.*?\\]", "");
        Imports.in(directory).written("a.json", all);

        List<String> pool = settings().routes().get("model-router-prod").targets().stream()
                .map(TargetSettings::name)
                .toList();
        assertThat(pool).isNotEmpty().isSubsetOf("gpt-4o", "small", "sonnet");
        assertThat(file("model-router-prod")).content().contains("models: [\"" + pool.getFirst());
    }

    @Test
    void leavesAFileAloneThatWasChangedByHand() throws Exception {
        Imports imports = Imports.in(directory);
        imports.written("a.json", Imports.ARM);
        Path file = file("model-router-prod");
        Files.writeString(file, Files.readString(file).replace("quality", "cost"));

        assertThat(imports.problems("a.json", Imports.ARM))
                .containsExactly(file + ":1:1 changed by hand (expected: --force to replace it)");

        Imports forced = imports.wishing(List.of(), Map.of(), true);
        assertThat(forced.ready("a.json", Imports.ARM).routers())
                .singleElement()
                .satisfies(router -> assertThat(router.differences())
                        .containsExactly(new PlannedRouter.Difference("mode", "cost", "quality")));
    }

    @Test
    void takesSeveralRoutersAndTellsWhatItDoesNotTake() throws Exception {
        String template = """
                {
                  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
                  "languageVersion": "2.0",
                  "parameters": {
                    "account": { "type": "string" },
                    "modes": { "type": "array", "defaultValue": ["cost", "quality"] },
                    "on": { "type": "bool", "defaultValue": true }
                  },
                  "variables": { "name": "[concat(parameters('account'), '/router')]" },
                  "resources": {
                    "one": {
                      "type": "Microsoft.CognitiveServices/accounts/deployments",
                      "name": "[format('{0}-one', variables('name'))]",
                      "sku": { "name": "GlobalStandard", "capacity": "[length(parameters('modes'))]" },
                      "location": "[resourceGroup().location]",
                      "properties": {
                        "model": { "name": "model-router", "format": "OpenAI" },
                        "routing": { "mode": "[parameters('modes')[0]]", "models": ["gpt-4o", "small"] }
                      }
                    },
                    "account": {
                      "type": "Microsoft.CognitiveServices/accounts",
                      "name": "[parameters('account')]",
                      "resources": [{
                        "type": "deployments",
                        "condition": "[parameters('on')]",
                        "name": "two",
                        "sku": { "name": "GlobalStandard" },
                        "properties": {
                          "model": { "name": "model-router", "format": "OpenAI" },
                          "routing": { "mode": "quality", "models": ["gpt-4o", "small"] }
                        }
                      }]
                    },
                    "plain": {
                      "type": "Microsoft.CognitiveServices/accounts/deployments",
                      "name": "house/chat",
                      "properties": { "model": { "name": "gpt-4o", "format": "OpenAI" } }
                    },
                    "vault": { "type": "Microsoft.KeyVault/vaults", "name": "[uniqueString('x')]" }
                  }
                }
                """;
        Imports imports = Imports.in(directory);
        assertThat(imports.problems("a.json", template))
                .containsExactly(
                        "a.json:5:5 name: the parameter account, which has no default, is not known here (expected:"
                                + " --set account=VALUE)");

        RouterImport.Outcome outcome = imports.of("a.json", template, Map.of("account", "house"));

        assertThat(outcome).isInstanceOfSatisfying(RouterImport.Outcome.Ready.class, ready -> {
            assertThat(ready.routers()).extracting(PlannedRouter::name).containsExactly("router-one", "two");
            assertThat(ready.routers().getFirst().will().mode()).contains(RouteMode.COST);
            assertThat(ready.routers().getFirst().will().limits().orElseThrow().requestsPerMinute())
                    .contains(2);
            assertThat(ready.remarks())
                    .extracting(Remark::kind, Remark::words)
                    .contains(
                            tuple(Remark.Kind.NOT_TAKEN, "a deployment of gpt-4o, no model router"),
                            tuple(Remark.Kind.NOT_TAKEN, "a resource of the type \"Microsoft.KeyVault/vaults\""));
        });
    }

    @Test
    void goesThroughLoopsOfBicep() throws Exception {
        String template = """
                param tiers array = [
                  { name: 'fast', mode: 'cost', units: 5 }
                  { name: 'deep', mode: 'quality', units: 7 }
                ]
                resource account 'Microsoft.CognitiveServices/accounts@2025-06-01' = {
                  name: 'house'
                  location: 'swedencentral'
                  @batchSize(1)
                  resource routers 'deployments' = [for (tier, i) in tiers: {
                    name: '${tier.name}-${i}'
                    sku: { name: 'GlobalStandard', capacity: tier.units }
                    properties: {
                      model: { format: 'OpenAI', name: 'model-router' }
                      routing: { mode: tier.mode, models: [ { name: 'gpt-4o' }, { name: 'small' } ] }
                    }
                  }]
                }
                """;

        assertThat(Imports.in(directory).ready("a.bicep", template).routers())
                .extracting(PlannedRouter::name, router -> router.will().mode().orElseThrow())
                .containsExactly(tuple("fast-0", RouteMode.COST), tuple("deep-1", RouteMode.QUALITY));
    }

    @Test
    void refusesWhatTheConfigurationCannotTake() throws Exception {
        assertThat(Imports.in(directory, Imports.CONFIGURATION.replace("routers: { folder: routers }\n", ""))
                        .problems("a.json", Imports.ARM))
                .singleElement()
                .asString()
                .endsWith("signalbox.yaml routers.folder: missing (expected: routers: { folder: routers })");
        String taken = Imports.CONFIGURATION
                + "routes:\n  model-router-prod: { strategy: static, targets: [{ model: small }] }\n";
        assertThat(Imports.in(directory, taken).problems("a.json", Imports.ARM))
                .singleElement()
                .asString()
                .contains("model-router-prod.yaml:1:1 routes.model-router-prod: is written in line 12 of");
        assertThat(directory.resolve("routers")).doesNotExist();
    }

    @Test
    void leavesNothingBehindWhereItCannotWrite() throws Exception {
        RouterImport.Outcome.Ready ready = Imports.in(directory).ready("a.json", Imports.ARM);
        Files.writeString(directory.resolve("routers"), "in the way");

        assertThat(catchThrowable(() -> ready.folder().write("x", "y"))).isInstanceOf(java.io.IOException.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("signalbox.yaml", "routers");
        }
    }

    @Test
    void readsTheBodyOfARequest() {
        RouterImport work = Imports.in(directory).work();

        assertThat(work.body("other", Imports.ARM.replace("account/model-router-prod", "account/other")))
                .isInstanceOfSatisfying(
                        RouterImport.Outcome.Ready.class,
                        ready -> assertThat(ready.routers()).singleElement().satisfies(router -> {
                            assertThat(router.name()).isEqualTo("other");
                            assertThat(RouteFile.deployment(router.text()))
                                    .hasValueSatisfying(
                                            text -> assertThat(text)
                                                    .startsWith(
                                                            "{\"name\":\"other\",\"sku\":{\"name\":\"GlobalStandard\",\"capacity\":10}"));
                        }));
        assertThat(work.body("x", Imports.ARM)).isInstanceOf(RouterImport.Outcome.Refused.class);
        assertThat(work.body("x", "{}")).isInstanceOf(RouterImport.Outcome.Refused.class);
        assertThat(Template.body("{}").resources()).hasSize(1);
    }

    private Path file(String name) {
        return directory.resolve("routers").resolve(name + ".yaml");
    }

    private Settings settings() {
        Loaded loaded = Configuration.load(directory.resolve("signalbox.yaml"), _ -> "key");
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }
}
