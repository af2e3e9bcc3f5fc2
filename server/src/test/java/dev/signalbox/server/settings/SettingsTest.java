package dev.signalbox.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void keepsTheOrderOfTheMapsAndCopiesThem() {
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        for (String name : List.of("zebra", "ant", "mole")) {
            models.put(name, ModelSettings.of(name, "p"));
        }
        Settings none = Settings.defaults();
        Settings settings = new Settings(
                none.server(),
                Map.of(),
                models,
                Map.of(),
                Map.of(),
                none.ledger(),
                none.telemetry(),
                none.fetch(),
                none.idempotency(),
                none.thinking(),
                none.events(),
                none.health(),
                none.routers(),
                "v");
        models.clear();

        assertThat(settings.models().keySet()).containsExactly("zebra", "ant", "mole");
        assertThatThrownBy(() -> settings.models().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void passesTheAskedNameOnWhereTheModelIsAPattern() {
        ModelSettings pattern = ModelSettings.of("gpt-*", "openai");

        assertThat(pattern.isPattern()).isTrue();
        assertThat(pattern.matches("gpt-5")).isTrue();
        assertThat(pattern.matches("o3")).isFalse();
        assertThat(pattern.upstreamId("gpt-5")).isEqualTo("gpt-5");
        assertThat(ModelSettings.of("mine", "openai").upstreamId("other")).isEqualTo("mine");
    }

    @Test
    void putsATargetsRetryValuesBeforeItsProviders() {
        RetryOverrides overrides =
                new RetryOverrides(Optional.of(0), Optional.empty(), Optional.of(Set.of(529)), Optional.empty());
        RetrySettings provider = new RetrySettings(5, Duration.ofSeconds(1), Set.of(429), false);

        assertThat(overrides.over(provider)).isEqualTo(new RetrySettings(0, Duration.ofSeconds(1), Set.of(529), false));
        assertThat(TargetSettings.of("m").retryOver(provider)).isEqualTo(provider);
    }

    @Test
    void letsACallerUseEverythingUnlessNamesAreGiven() {
        assertThat(caller(Optional.empty()).mayUse("anything")).isTrue();
        assertThat(caller(Optional.of(List.of())).mayUse("anything")).isFalse();
        CallerSettings some = caller(Optional.of(List.of("assistant", "gpt-*")));
        assertThat(List.of("assistant", "gpt-5", "gpt-").stream().allMatch(some::mayUse))
                .isTrue();
        assertThat(some.mayUse("assistant-2")).isFalse();
    }

    @Test
    void refusesWhatMakesNoSense() {
        List<Runnable> wrong = new ArrayList<>();
        wrong.add(() -> new RetrySettings(-1, Duration.ZERO, Set.of(), true));
        wrong.add(() -> new RetrySettings(1, Duration.ZERO, Set.of(200), true));
        wrong.add(() -> new RetryOverrides(Optional.of(-1), Optional.empty(), Optional.empty(), Optional.empty()));
        wrong.add(() -> new TimeoutSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        wrong.add(() -> RouteSettings.of("r", Strategy.STATIC, List.of()));
        wrong.add(() -> RouteSettings.of("r", Strategy.PRIORITY, List.of()));
        wrong.add(() -> new PriceSettings(
                Optional.empty(),
                new BigDecimal("-1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BigDecimal.ONE,
                Optional.empty()));
        wrong.add(() -> ModelSettings.of("a*b", "p"));
        wrong.add(() -> ModelSettings.of("a b", "p"));
        wrong.add(() -> caller(Optional.of(List.of("*x"))));
        wrong.add(() -> new LedgerSettings(LedgerSettings.defaults().directory(), Duration.ofMillis(-1)));

        assertThat(wrong)
                .allSatisfy(construction -> assertThatThrownBy(construction::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("(expected: "));
    }

    @Test
    void holdsOneSnapshotThatIsReplacedWhole() {
        SettingsHolder holder = new SettingsHolder(Settings.defaults());
        Settings next = Settings.defaults().withVersion("2");
        holder.replace(next);

        assertThat(holder.now()).isSameAs(next);
    }

    private static CallerSettings caller(Optional<List<String>> mayUse) {
        return new CallerSettings("c", List.of(KeyDigest.of("k")), Optional.empty(), Optional.empty(), mayUse);
    }
}
