package dev.signalbox.server.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.store.PickedJson;
import dev.signalbox.server.store.SampleEntries;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import org.junit.jupiter.api.Test;

class EntryJsonTest {
    @Test
    void showsMoneyExactAndUnknownMoneyAsUnknown() {
        Json.Obj shown = EntryJson.toJson(SampleEntries.full("r1", 5));

        assertThat(shown.text("id")).contains("r1");
        assertThat(shown.text("cost_usd")).contains("0.123456789");
        assertThat(shown.whole("cost_nano_usd")).hasValue(123_456_789);
        assertThat(shown.text("wasted_usd")).contains("unknown");
        assertThat(shown.get("wasted_nano_usd")).isNull();
        assertThat(shown.text("ended")).contains("broken");
        assertThat(shown.text("reported_model")).contains("claude-sonnet-4-5-20250929");
        assertThat(shown.items("attempts")).hasSize(2);
        assertThat(shown.decimal("first_token_ms").orElseThrow()).isEqualByComparingTo("260");
        assertThat(shown.object("usage").orElseThrow().whole("cache_write_1h")).hasValue(4);
    }

    @Test
    void showsWhatALearnedRouteMadeOfTheRequest() {
        Json.Obj shown = EntryJson.toJson(SampleEntries.full("r1", 5))
                .object("model_selection")
                .orElseThrow();

        assertThat(new String(JsonCodec.write(shown), UTF_8))
                .isEqualTo("{\"weights\":\"2026-11-20\",\"mode\":\"balanced\",\"mode_from\":\"route\",\"band\":0.02,"
                        + "\"basis\":\"band\",\"embedding\":\"embedded\",\"picked\":\"second\",\"predicted_quality\":0.8125,"
                        + "\"expected_cost_usd\":0.000321,\"prompt\":{\"domain\":\"chat\",\"task\":\"question\","
                        + "\"difficulty\":0.25,\"novelty\":0.5,\"novel\":false},\"session_affinity\":{\"mode\":\"adaptive\","
                        + "\"source\":\"fingerprint\",\"decision\":\"initialize\"},\"micros\":812}");
        assertThat(PickedJson.of(shown)).isEqualTo(SampleEntries.picked("balanced", "band", "chat"));
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        String shown = new String(
                JsonCodec.write(EntryJson.toJson(SampleEntries.bare("r2", 6, SampleEntries.ARRIVED))), UTF_8);

        assertThat(shown)
                .isEqualTo("{\"id\":\"r2\",\"object\":\"request\",\"arrived\":\"2026-11-21T10:30:00.123456Z\","
                        + "\"asked\":\"nothing\",\"dialect\":\"anthropic\",\"stream\":false,"
                        + "\"usage\":{\"input_uncached\":0,\"cache_read\":0,\"cache_write_5m\":0,\"cache_write_1h\":0,"
                        + "\"output\":0,\"reasoning\":0},\"usage_source\":\"none\",\"cost_usd\":\"0\",\"cost_nano_usd\":0,"
                        + "\"wasted_usd\":\"0\",\"wasted_nano_usd\":0,\"attempts\":[],\"losses\":[],\"adjustments\":[],"
                        + "\"status\":401,\"ended\":\"refused\",\"failure\":\"unauthenticated\",\"duration_ms\":0.012,"
                        + "\"writer\":\"42\",\"sequence\":6}");
    }
}
