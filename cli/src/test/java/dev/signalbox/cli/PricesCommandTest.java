package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PricesCommandTest {
    @Test
    void showsRowsWithSourceAndDate() {
        Run run = Run.of("prices", "grok-4.5");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out())
                .contains("VENDOR")
                .contains("xai")
                .contains("200000")
                .contains("models.dev, 2026-11-21");
    }

    @Test
    void showsThemAsObjectsForPrograms() throws Exception {
        Run run = Run.of("prices", "--json", "gpt-5-mini");
        Json.Arr rows = (Json.Arr) JsonCodec.read(run.out().getBytes(UTF_8));
        Json.Obj row = (Json.Obj) rows.items().getFirst();
        assertThat(row.text("vendor")).contains("openai");
        assertThat(row.get("input")).isEqualTo(Json.number(new BigDecimal("0.25")));
        assertThat(row.items("efforts")).contains(Json.text("minimal"));
        assertThat(row.text("checked")).isPresent();
    }

    @Test
    void saysThatAPriceIsUnknown() {
        assertThat(Run.of("prices", "sonar-pro").out()).contains("unknown");
    }

    @Test
    void complainsAboutAModelThatNobodySells() {
        Run run = Run.of("prices", "gpt-99");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no row for \"gpt-99\"");
    }
}
