package dev.signalbox.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is offered from day to day: no restart comes between. */
class CatalogueTest {
    private static final Caller CALLER = new Caller("c", Optional.empty(), Optional.empty(), Optional.empty());
    private static final Settings SETTINGS = settings("""
            providers: { p: { dialect: openai } }
            models:
              old:
                provider: p
                lifecycle: { deprecated: 2026-10-01, sunset: 2026-12-31, successor: newer, link: "https://example.com/a" }
              newer: { provider: p, lifecycle: { deprecated: 2027-01-01, sunset: 2027-06-30, successor: newest } }
              newest: { provider: p }
              "gone-*": { provider: p, lifecycle: { deprecated: 2026-01-01, sunset: 2026-02-01 } }
            routes:
              both: { strategy: priority, targets: [{ model: old }, { model: newer, priority: 1 }] }
              leaving:
                strategy: static
                targets: [{ model: newest }]
                lifecycle: { deprecated: 2026-10-01, sunset: 2026-11-01, successor: both }
            """);

    private final Catalogue catalogue = new Catalogue();

    private static Settings settings(String yaml) {
        Loaded loaded = Configuration.load("test.yaml", yaml, Path.of("."), _ -> null);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    private static Instant on(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    private Offer find(String name, Instant now) {
        return catalogue.find(name, CALLER, SETTINGS, now);
    }

    private Failure.Retired retired(String name, Instant now) {
        Refused refused = catchThrowableOfType(Refused.class, () -> find(name, now));
        assertThat(refused.failure()).isInstanceOf(Failure.Retired.class);
        return (Failure.Retired) refused.failure();
    }

    private List<String> listed(Instant now) {
        return catalogue.list(CALLER, SETTINGS, now).stream()
                .map(Catalogue.Listing::name)
                .toList();
    }

    @Test
    void servesAModelUntilTheLastMomentBeforeItsSunset() {
        assertThat(find("old", on("2026-12-31").minusNanos(1)).asked()).isEqualTo("old");
        assertThat(retired("old", on("2026-12-31")))
                .isEqualTo(new Failure.Retired(
                        "old",
                        on("2026-12-31"),
                        Optional.of("newer"),
                        Optional.of(URI.create("https://example.com/a"))));
    }

    @Test
    void namesTheSuccessorThatStillLives() {
        assertThat(retired("old", on("2027-07-01")).successor()).contains("newest");
        assertThat(retired("gone-1", on("2026-03-01")).successor()).isEmpty();
    }

    @Test
    void aRouteLivesWhileOneOfItsModelsDoes() {
        assertThat(find("both", on("2026-12-30")))
                .isInstanceOfSatisfying(
                        Offer.Routed.class, route -> assertThat(route.retired()).isEmpty());
        assertThat(find("both", on("2026-12-31"))).isInstanceOfSatisfying(Offer.Routed.class, route -> {
            assertThat(route.targets()).extracting(Target::name).containsExactly("newer");
            assertThat(route.retired()).extracting(Skipped::reason).containsExactly("retired on 2026-12-31");
        });
        assertThat(retired("both", on("2027-06-30")).successor()).contains("newest");
    }

    @Test
    void aRouteGoesAwayByItselfToo() {
        assertThat(find("leaving", on("2026-10-31")).lifecycle()).isPresent();
        assertThat(retired("leaving", on("2026-11-01")).successor()).contains("both");
    }

    @Test
    void aRouteDoesNotLiveByWhatStandsByForIt() {
        Settings settings = settings("""
                providers: { p: { dialect: openai } }
                models: { old: { provider: p, lifecycle: { deprecated: 2026-01-01, sunset: 2026-02-01 } }, new: { provider: p } }
                routes:
                  gone: { strategy: static, targets: [{ model: old }], on-context-overflow: larger, overflow: [{ model: new }] }
                  stays: { strategy: static, targets: [{ model: new }], on-context-overflow: larger, overflow: [{ model: old }] }
                """);
        Instant now = on("2026-03-01");
        assertThat(catchThrowableOfType(Refused.class, () -> catalogue.find("gone", CALLER, settings, now))
                        .failure())
                .isInstanceOf(Failure.Retired.class);
        assertThat(catalogue.find("stays", CALLER, settings, now)).isInstanceOf(Offer.Routed.class);
        assertThat(Ageing.in(settings, now))
                .contains(
                        new Ageing("routes.stays.overflow[0].model", "old is retired and skipped"),
                        new Ageing(
                                "routes.gone.targets",
                                "all models are retired: the route is refused with 410 (expected: one that lives)"));
    }

    @Test
    void listsWhatLives() {
        assertThat(listed(on("2026-01-15"))).containsExactly("both", "leaving", "old", "newer", "newest", "gone-*");
        assertThat(listed(on("2026-12-31"))).containsExactly("both", "newer", "newest");
        assertThat(listed(on("2027-06-30"))).containsExactly("newest");
    }

    @Test
    void tellsOperatorsWhatAges() {
        assertThat(Ageing.in(SETTINGS, on("2025-12-31"))).isEmpty();
        assertThat(Ageing.in(SETTINGS, on("2026-12-31")))
                .containsExactly(
                        new Ageing("models.old.lifecycle", "refused with 410 since 2026-12-31 (expected: newer)"),
                        new Ageing("models.gone-*.lifecycle", "refused with 410 since 2026-02-01"),
                        new Ageing("routes.both.targets[0].model", "old is retired and skipped (expected: newer)"),
                        new Ageing("routes.leaving.lifecycle", "refused with 410 since 2026-11-01 (expected: both)"));
        assertThat(Ageing.in(SETTINGS, on("2027-01-01")))
                .contains(new Ageing(
                        "models.newer.lifecycle",
                        "deprecated since 2027-01-01, refused with 410 from 2027-06-30 (expected: newest)"));
        assertThat(Ageing.in(SETTINGS, on("2027-06-30")))
                .contains(new Ageing(
                        "routes.both.targets",
                        "all models are retired: the route is refused with 410 (expected: one that lives)"));
    }
}
