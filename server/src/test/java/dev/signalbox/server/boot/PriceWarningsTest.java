package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.prices.PriceBook;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway says of prices when it starts, and when its configuration changes. */
class PriceWarningsTest {
    private static final PriceBook BOOK = PriceBook.read("""
            m,one,2026-01-01,,1,,,,2,,,,none,,,s,2026-01-01
            m,two,2026-01-01,,3,,,,4,,,,none,,,s,2026-01-01
            """);

    @Test
    void warnsOfAModelThatSeveralVendorsSell() {
        assertThat(told("house: { dialect: openai, endpoint: \"https://gw.example/v1\" }"))
                .containsExactly(
                        "models.a: warning: several vendors sell m (expected: providers.house.vendor, one of: one,"
                                + " two; or models.a.price)");
    }

    @Test
    void isSilentWhereTheVendorIsToldOrTheModelIsAnyway() {
        assertThat(told("house: { dialect: openai, vendor: two, endpoint: \"https://gw.example/v1\" }"))
                .isEmpty();
    }

    private static List<String> told(String provider) {
        Loaded loaded = Configuration.load(
                "c.yaml",
                "providers:\n  " + provider
                        + "\nmodels: { a: { provider: house, id: m }, b: { provider: house, id: x } }\n",
                Path.of("."),
                _ -> null);
        List<String> told = new ArrayList<>();
        Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
        new PriceWarnings(BOOK, clock, told::add).tell(((Loaded.Good) loaded).settings());
        return told;
    }
}
