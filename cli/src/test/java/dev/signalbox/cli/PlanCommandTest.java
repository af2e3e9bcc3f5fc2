package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {

    /** Ten tokens in and five out: 20,000 nano-dollars at the cheap model, 200,000 at the dear one. */
    private static final String NOW = """
            providers:
              openai: { dialect: openai, key: "${OPENAI_API_KEY}" }
            models:
              cheap: { provider: openai, price: { input: 1, cached: 1, output: 2 } }
              dear: { provider: openai, price: { input: 10, cached: 10, output: 20 } }
              house: { provider: openai }
            routes:
              assistant: { strategy: static, targets: [ { model: dear } ] }
            callers:
              bot: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }
              old: { key: "sha256:3cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" }
            """;

    private static final String STATIC = "strategy: static, targets: [ { model: dear } ]";

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("signalbox.yaml"), NOW);
        try (LedgerSample sample = LedgerSample.in(directory.resolve("signalbox-data"))) {
            Instant now = Instant.now();
            for (int i = 0; i < 40; i++) {
                Cost cost = new Cost.Known(200_000);
                Instant arrived = now.minus(Duration.ofHours(i));
                sample.add(sample.entry("assistant", "bot", cost, EndedAs.COMPLETE, arrived, Optional.empty()));
            }
            for (int i = 0; i < 10; i++) {
                Instant arrived = now.minus(Duration.ofDays(9));
                sample.add(sample.entry(
                        "cheap", "old", new Cost.Known(20_000), EndedAs.COMPLETE, arrived, Optional.empty()));
            }
        }
    }

    private Run plan(String changed, String... more) throws IOException {
        Files.writeString(directory.resolve("new.yaml"), changed);
        List<String> arguments = new ArrayList<>(List.of("plan", "new.yaml"));
        arguments.addAll(List.of(more));
        return Run.in(
                Run.surroundings(directory, Map.of("OPENAI_API_KEY", "canary-secret"), new TestSignals()),
                arguments.toArray(String[]::new));
    }

    private static Json.Obj json(Run run) throws Exception {
        return (Json.Obj) JsonCodec.read(run.out().getBytes(UTF_8));
    }

    private static Json.Obj target(Json.Obj plan, String name) {
        return plan.items("targets").stream()
                .map(Json.Obj.class::cast)
                .filter(one -> one.text("target").equals(Optional.of(name)))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Json.Obj object, String field) {
        return object.decimal(field).orElseThrow().doubleValue();
    }

    @Test
    void changesNothingForTheSameConfiguration() throws Exception {
        Run run = plan(NOW);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("50 requests, first targets as expected:")
                .containsPattern("dear +40\\.0 +40\\.0 +\\+0\\.0 +0\\.008000 +0\\.008000\n")
                .containsPattern("expected cost +0\\.008200 -> 0\\.008200 USD \\(\\+0\\.0 %\\)")
                .containsPattern("recorded cost +0\\.008200 USD")
                .contains("Every request that is sent now would be sent then");
    }

    @Test
    void tellsHowSharesMoveTrafficAndCost() throws Exception {
        String changed = NOW.replace(
                STATIC, "strategy: weighted, targets: [ { model: dear, weight: 1 }, { model: cheap, weight: 3 } ]");
        Run run = plan(changed, "--json");
        Json.Obj plan = json(run);
        assertThat(run.status()).isZero();
        assertThat(number(target(plan, "cheap"), "now")).isEqualTo(10);
        assertThat(number(target(plan, "cheap"), "then")).isCloseTo(40, within(2.5));
        assertThat(number(target(plan, "dear"), "then")).isCloseTo(10, within(2.5));
        Json.Obj now = plan.object("now").orElseThrow();
        Json.Obj then = plan.object("then").orElseThrow();
        assertThat(number(now, "cost_usd")).isCloseTo(0.0082, within(1e-9));
        assertThat(number(then, "cost_usd")).isCloseTo(0.0028, within(0.0005));
        assertThat(plan.items("changed")).isEmpty();
    }

    @Test
    void tellsWhoWouldBeRefusedAndWhy() throws Exception {
        String changed = NOW.replace("assistant:", "helper:").replace("  old: ", "  older: ");
        Run run = plan(changed);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("\\(refused\\) +0\\.0 +50\\.0 +\\+50\\.0")
                .containsPattern("40 +bot +assistant +sent +refused: model_not_found")
                .containsPattern("10 +old +cheap +sent +refused: unknown_caller");
    }

    @Test
    void doesNotTakeAnUnknownPriceForNothing() throws Exception {
        Run run = plan(NOW.replace(STATIC, "strategy: static, targets: [ { model: house } ]"));
        assertThat(run.out()).containsPattern("without a price +0\\.0 -> 40\\.0 requests");
    }

    @Test
    void saysWhatTheLedgerCannotTell() throws Exception {
        String changed = NOW.replace(STATIC, "strategy: latency, targets: [ { model: dear }, { model: cheap } ]");
        assertThat(plan(changed).out()).contains("assistant (latency)").contains("every target is taken for healthy");
    }

    @Test
    void replaysOnlyWhatIsMeant() throws Exception {
        assertThat(json(plan(NOW, "--last=7", "--json")).whole("requests")).hasValue(7);
        assertThat(json(plan(NOW, "--since=7d", "--json")).whole("requests")).hasValue(40);
        assertThat(plan(NOW, "--last=0").status()).isEqualTo(2);
        assertThat(plan(NOW, "--last=7", "--since=7d").status()).isEqualTo(2);
    }

    @Test
    void refusesAConfigurationThatCannotBeUsed() throws Exception {
        Run run = plan(NOW.replace("model: dear }", "model: unheard-of }"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("the configuration cannot be used").contains("unheard-of");
    }
}
