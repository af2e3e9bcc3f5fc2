package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.EffortBudgets;
import dev.signalbox.server.settings.FineTuneSettings;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.OwnPrices;
import dev.signalbox.server.settings.PriceSettings;
import dev.signalbox.server.settings.ProbeScope;
import dev.signalbox.server.settings.ProbeSettings;
import dev.signalbox.server.settings.ThinkingSettings;
import dev.signalbox.server.settings.ThinkingStyle;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSectionTest {

    private static final int PIN = "models: { m: { provider: p, id: , pinned: ".length() + 1;
    private static final String PROVIDER = "providers: { p: { dialect: openai } }\n";

    @Test
    void hasTheDefaultsThatAreDocumented() {
        assertThat(Yaml.settings(PROVIDER + "models: { azure/gpt-4.1: { provider: p } }\n")
                        .models())
                .containsOnlyKeys("azure/gpt-4.1")
                .containsValue(ModelSettings.of("azure/gpt-4.1", "p"));
    }

    @Test
    void readsEveryKey() {
        String text = PROVIDER + """
                models:
                  mini:
                    provider: p
                    id: gpt-5-mini-2025-08-07
                    base-model: gpt-5-mini
                    price: { input: 0.25, cached: 0.025, cache-write-5m: 1, cache-write-1h: 2, output: 2.00, reasoning: 3 }
                    context: 400k
                    output: 128000
                    can: [tools, parallel-tools, images, audio, video, documents, json-schema, reasoning, prompt-cache]
                    zone: global
                    vendor: openai
                    tier: small
                    owner: platform team
                    thinking: { style: adaptive, efforts: [none, low, high], budgets: { low: 2k, high: 20000 } }
                    refuses: [sampling, max_tokens]
                    breaker: { rules: [] }
                    limits: { concurrency: 4 }
                    probe: { every: 1m, timeout: 3s, targets: all }
                    fine-tune: { baseline: eval-7 }
                    pinned: true
                    data-classes: [clinical, internal]
                    lifecycle:
                      { deprecated: 2026-10-01, sunset: 2026-12-31, successor: next, link: "https://example.com/moving?to=next" }
                  next: { provider: p }
                """;
        assertThat(Yaml.settings(text).models().get("mini"))
                .isEqualTo(new ModelSettings(
                        "mini",
                        "p",
                        "gpt-5-mini-2025-08-07",
                        Optional.of("gpt-5-mini"),
                        Optional.of(new OwnPrices(List.of(new PriceSettings(
                                Optional.empty(),
                                new BigDecimal("0.25"),
                                Optional.of(new BigDecimal("0.025")),
                                Optional.of(BigDecimal.ONE),
                                Optional.of(BigDecimal.TWO),
                                new BigDecimal("2.00"),
                                Optional.of(new BigDecimal("3")))))),
                        OptionalLong.of(400_000),
                        OptionalLong.of(128_000),
                        Set.of(Capability.values()),
                        Optional.of("global"),
                        Optional.of("openai"),
                        Optional.of("small"),
                        Optional.of("platform team"),
                        new ThinkingSettings(
                                Optional.of(ThinkingStyle.ADAPTIVE),
                                List.of("none", "low", "high"),
                                new EffortBudgets(Map.of("low", 2_000L, "high", 20_000L))),
                        Optional.of(List.of("sampling", "max_tokens")),
                        Optional.of(BreakerSettings.none()),
                        new CeilingSettings(Optional.of(4), Optional.empty(), Optional.empty(), Optional.empty(), true),
                        Optional.of(new LifecycleSettings(
                                LocalDate.parse("2026-10-01"),
                                Optional.of(LocalDate.parse("2026-12-31")),
                                Optional.of("next"),
                                Optional.of(URI.create("https://example.com/moving?to=next")))),
                        Optional.of(new ProbeSettings(Duration.ofMinutes(1), Duration.ofSeconds(3), ProbeScope.ALL)),
                        Optional.of(new FineTuneSettings("eval-7")),
                        Optional.of(true),
                        List.of("clinical", "internal")));
    }

    @Test
    void wantsTheEvaluationOfATunedModel() {
        for (String id : List.of(
                "ft:gpt-4o-mini-2024-07-18:org::8abc",
                "tunedModels/legal-7",
                "gpt-4o-mini-2024-07-18.ft-0123abcd",
                "arn:aws:bedrock:us-east-1:1:custom-model/x/y")) {
            assertThat(Yaml.errors(PROVIDER + "models: { m: { provider: p, id: \"" + id + "\" } }\n"))
                    .containsExactly("signalbox.yaml:2:11 models.m.fine-tune: missing for the tuned model \"" + id
                            + "\" (expected: fine-tune: { baseline: ... } with the evaluation that it passed)");
            assertThat(Yaml.errors(PROVIDER + "models: { m: { provider: p, id: \"" + id
                            + "\", fine-tune: { baseline: eval-7 } } }\n"))
                    .as(id)
                    .isEmpty();
        }
        assertThat(Yaml.errors(PROVIDER + "models: { \"ft:*\": { provider: p } }\n"))
                .hasSize(1);
        assertThat(Yaml.errors(PROVIDER + "models: { prod: { provider: p, base-model: gpt-4o.ft-1 } }\n"))
                .hasSize(1);
        assertThat(Yaml.errors(PROVIDER + "models: { m: { provider: p, fine-tune: {} } }\n"))
                .singleElement()
                .asString()
                .contains("models.m.fine-tune.baseline");
        assertThat(Yaml.errors(PROVIDER + "models: { soft: { provider: p, id: microsoft-ft-left } }\n"))
                .isEmpty();
    }

    @Test
    void wantsTheFileOfAnEvaluationToBeThere(@TempDir Path directory) throws Exception {
        String text = PROVIDER
                + "models: { m: { provider: p, id: \"ft:x\", fine-tune: { baseline: \"file:results.json\" } } }\n";
        assertThat(Configuration.load("signalbox.yaml", text, directory, Yaml.ENVIRONMENT::get))
                .isInstanceOfSatisfying(
                        Loaded.Bad.class,
                        bad -> assertThat(bad.problems().toString())
                                .contains("models.m.fine-tune.baseline: \"file:results.json\" cannot be read"));
        Files.writeString(directory.resolve("results.json"), "{}");
        assertThat(Configuration.load("signalbox.yaml", text, directory, Yaml.ENVIRONMENT::get))
                .isInstanceOf(Loaded.Good.class);
    }

    @Test
    void letsNoPatternPassATunedModel() {
        String route = "routes: { r: { strategy: static, targets: [{ model: \"ft:x\" }] } }\n";
        assertThat(Yaml.errors(PROVIDER + "models: { \"f*\": { provider: p } }\n" + route))
                .singleElement()
                .asString()
                .contains("routes.r.targets[0].model: the tuned model \"ft:x\"");
        assertThat(Yaml.errors(
                        PROVIDER + "models: { \"ft:*\": { provider: p, fine-tune: { baseline: eval-7 } } }\n" + route))
                .isEmpty();
    }

    @Test
    void pinsOnlyWhatHasAVersion() {
        for (String id : List.of(
                "gpt-5-mini-2025-08-07",
                "claude-sonnet-4-5-20250929",
                "claude-sonnet-4-5@20250929",
                "anthropic.claude-sonnet-4-5-20250929-v1:0",
                "gemini-2.5-flash-preview-09-2025",
                "gemini-2.0-flash-001",
                "mistral-large-2411")) {
            assertThat(Yaml.errors(PROVIDER + "models: { m: { provider: p, id: \"" + id + "\", pinned: true } }\n"))
                    .as(id)
                    .isEmpty();
        }
        for (String id : List.of("gpt-5-mini", "claude-sonnet-4-5", "mistral-large-latest", "gpt-4-32k", "o3")) {
            assertThat(Yaml.errors(PROVIDER + "models: { m: { provider: p, id: " + id + ", pinned: true } }\n"))
                    .containsExactly(
                            "signalbox.yaml:2:" + (PIN + id.length()) + " models.m.pinned: true for the floating id \""
                                    + id + "\" (expected: an id that ends in a date or a revision)");
        }
        assertThat(Yaml.errors(PROVIDER
                        + "models: { m: { provider: p, id: prod, base-model: gpt-4o-2024-08-06, pinned: true } }\n"))
                .isEmpty();
        assertThat(Yaml.errors(PROVIDER + "models: { \"gpt-4-*\": { provider: p, pinned: true } }\n"))
                .hasSize(1);
    }

    @Test
    void namesTheSuccessorOfOtherNames() {
        assertThat(Yaml.errors(
                        PROVIDER + "models: { m: { provider: p, model: x, max_tokens: 1, capabilities: [] } }\n"))
                .containsExactly(
                        "signalbox.yaml:2:29 models.m.model: unknown key (use id instead)",
                        "signalbox.yaml:2:39 models.m.max_tokens: unknown key (use output instead)",
                        "signalbox.yaml:2:54 models.m.capabilities: unknown key (use can instead)");
    }

    @Test
    void passesTheNameOnForAPattern() {
        ModelSettings pattern = Yaml.settings(PROVIDER + "models: { \"gpt-*\": { provider: p } }\n")
                .models()
                .get("gpt-*");

        assertThat(pattern.upstreamId("gpt-9")).isEqualTo("gpt-9");
        assertThat(Yaml.errors(PROVIDER + "models: { \"gpt-*\": { provider: p, id: x } }\n"))
                .singleElement()
                .asString()
                .contains("models.gpt-*.id: an id (expected: no id, for a name that ends in *");
    }

    @Test
    void refusesPricesThatNobodyMeans() {
        for (String price : new String[] {"-1", "1e9", "free", "10000000", "0.0000000000001", "NaN"}) {
            assertThat(Yaml.errors(PROVIDER
                            + "models: { m: { provider: p, price: { input: %s, output: 1 } } }\n".formatted(price)))
                    .containsExactly("signalbox.yaml:2:45 models.m.price.input: \"" + price
                            + "\" (expected: dollars per million tokens such as 2.50)");
        }
    }

    @Test
    void warnsOfABaseModelThatThePriceBookDoesNotKnow() {
        String model = PROVIDER + "models: { m: { provider: p, id: prod-1, base-model: %s } }\n";

        assertThat(Yaml.warnings(model.formatted("gpt-5-minni")))
                .contains(
                        "signalbox.yaml:2:53 warning: models.m.base-model: \"gpt-5-minni\" (expected: an id that the price"
                                + " book knows; did you mean gpt-5-mini?)");
        assertThat(Yaml.warnings(model.formatted("gpt-5-mini-2025-08-07")))
                .noneMatch(line -> line.contains("base-model"));
    }

    @Test
    void tellsAScaleThatFallsAndAWordThatIsNone() {
        assertThat(
                        Yaml.errors(
                                PROVIDER
                                        + "models: { m: { provider: p, thinking: { style: often, budgets: { low: 5k, high: 2k } } } }\n"))
                .anySatisfy(error ->
                        assertThat(error).contains("models.m.thinking.style").contains("adaptive"))
                .anySatisfy(error -> assertThat(error)
                        .contains("models.m.thinking.budgets")
                        .contains("high: 2000 (expected: at least 5000"));
        assertThat(Yaml.errors("thinking: { high: 100 }\n" + PROVIDER))
                .anySatisfy(error -> assertThat(error).contains("high: 100 (expected: at least 1024"));
        assertThat(Yaml.settings("thinking: { high: 16k }\n" + PROVIDER)
                        .thinking()
                        .of("high"))
                .contains(16_000L);
    }
}
