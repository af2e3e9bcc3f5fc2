package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.EscalateSettings;
import dev.signalbox.server.settings.HoldStream;
import dev.signalbox.server.settings.JudgeSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TextPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EscalateSectionTest {
    private static final String MODELS = """
            providers: { p: { dialect: openai } }
            models: { a: { provider: p }, b: { provider: p }, c: { provider: p } }
            """;
    private static final String TWO = "targets: [ { model: a }, { model: b } ]";

    private static String yaml(String strategy, String lines) {
        return MODELS + "routes: { r: { strategy: " + strategy + ", " + lines + " } }\n";
    }

    private static List<String> errors(String strategy, String lines) {
        return Yaml.errors(yaml(strategy, lines)).stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    @Test
    void hasDefaultsWhereNothingIsSaid() {
        RouteSettings route = Yaml.settings(yaml("cascade", TWO)).routes().get("r");
        assertThat(route.choosing()).isEqualTo(new Choosing.Cascade(EscalateSettings.DEFAULT));
        assertThat(route.targets()).hasSize(2);
    }

    @Test
    void readsEverySignal() {
        RouteSettings route = Yaml.settings(
                        yaml(
                                "cascade",
                                TWO + ", escalate: { refusal: false, cut-off: true, empty:"
                                        + " false, invalid-json: false, tool-arguments: false, says: [\"i (don't|do not) know\"],"
                                        + " shorter-than: 20, confidence: { below: 0.6 }, judge: { model: b, timeout: 2s }, buffer: 8k }"))
                .routes()
                .get("r");
        assertThat(route.choosing())
                .isEqualTo(new Choosing.Cascade(new EscalateSettings(
                        false,
                        true,
                        false,
                        false,
                        false,
                        List.of(new TextPattern("i (don't|do not) know")),
                        OptionalInt.of(20),
                        Optional.of(0.6),
                        Optional.of(new JudgeSettings("b", 0.7, Duration.ofSeconds(2))),
                        HoldStream.HOLD,
                        8 * 1024)));
    }

    @Test
    void wantsSomebodyToEscalateTo() {
        assertThat(errors("cascade", "targets: [ { model: a } ]"))
                .containsExactly("routes.r.targets: 1 target (expected: at least two for the strategy cascade)");
    }

    @Test
    void namesWhatIsWrongInItsPlace() {
        assertThat(errors("cascade", TWO + ", escalate: { says: [\"(\"] }"))
                .singleElement()
                .asString()
                .startsWith("routes.r.escalate.says[0]: \"(\" (expected: a regular expression in RE2's syntax");
        assertThat(errors("cascade", TWO + ", escalate: { confidence: { below: 60 } }"))
                .containsExactly(
                        "routes.r.escalate.confidence.below: \"60\" (expected: a number between 0 and 1 such as 0.7)");
        assertThat(errors("cascade", TWO + ", escalate: { judge: { model: c } }"))
                .singleElement()
                .asString()
                .startsWith("routes.r.escalate.judge.model: \"c\" is no target of this route (expected one of: a, b");
        assertThat(errors("cascade", TWO + ", escalate: { stream: pass, buffer: 1k }"))
                .containsExactly("routes.r.escalate.buffer: a buffer for stream: pass (expected: stream: hold)");
        assertThat(errors("cascade", TWO + ", escalate: { refused: true }"))
                .containsExactly("routes.r.escalate.refused: unknown key (use refusal instead)");
        assertThat(
                        errors(
                                "cascade",
                                TWO
                                        + ", escalate: { refusal: false, empty: false, invalid-json: false, tool-arguments: false }"))
                .containsExactly(
                        "routes.r.escalate: no signal, so that no answer escalates (expected: at least one signal)");
    }

    @Test
    void takesNoValueThatItsStrategyWouldNotHeed() {
        assertThat(errors("cascade", "targets: [ { model: a, weight: 2 }, { model: b, priority: 1 } ], hedge: {}"))
                .containsExactlyInAnyOrder(
                        "routes.r.targets[0].weight: a weight for the strategy cascade (expected: the strategy weighted)",
                        "routes.r.targets[1].priority: a group for the strategy cascade (expected: the strategy priority)",
                        "routes.r.hedge: a hedge for the strategy cascade (expected: no hedge: its targets are for"
                                + " answers that are not good enough)");
        assertThat(errors("priority", TWO + ", escalate: { cut-off: true }"))
                .containsExactly("routes.r.escalate: signals for another strategy (expected: the strategy cascade)");
        assertThat(errors("fallback-on-refusal", TWO))
                .singleElement()
                .asString()
                .contains("use cascade");
    }
}
