package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger keeps of the decisions of learned routes. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedLedgerTest {
    @TempDir
    private Path directory;

    @Test
    void takesFromGradersWhatTheyThinkOfAnybodysAnswersAndShowsThemNone() {
        try (LearnedHouse house = new LearnedHouse(directory, "")) {
            String id = LearnedHouse.id(house.ask("Name a river."));

            assertThat(house.score(LearnedHouse.NOSY, id, "0").statusCode()).isEqualTo(404);
            assertThat(house.score(LearnedHouse.JUDGE, id, "0.25").statusCode()).isEqualTo(200);
            assertThat(house.score(LearnedHouse.JUDGE, "unheard-of", "0.25").statusCode())
                    .isEqualTo(404);
            assertThat(house.get("/v1/requests/" + id, LearnedHouse.JUDGE).statusCode())
                    .isEqualTo(404);
            assertThat(house.read("/v1/requests/" + id)
                            .object("feedback")
                            .flatMap(feedback -> feedback.decimal("score")))
                    .hasValueSatisfying(score -> assertThat(score).isEqualByComparingTo("0.25"));
            house.restart();
            assertThat(house.score(LearnedHouse.JUDGE, id, "0.75").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tellsAfterARestartWhatWasDecided() {
        try (LearnedHouse house = new LearnedHouse(directory, ", mode: cost, budget: 5s")) {
            HttpResponse<String> answer = house.ask("What is 12 times 12?");
            String served = answer.headers().firstValue("x-signalbox-model").orElseThrow();
            Json.Obj whole = house.decision(answer)
                    .object("plan")
                    .flatMap(plan -> plan.object("model_selection"))
                    .orElseThrow();
            Json.Obj before = house.decision(answer).object("model_selection").orElseThrow();

            house.restart();

            Json.Obj decision = house.decision(answer);
            assertThat(decision.object("plan")).isEmpty();
            Json.Obj kept = decision.object("model_selection").orElseThrow();
            assertThat(kept).isEqualTo(before);
            assertThat(kept.text("picked")).contains(served);
            for (String field : new String[] {"weights", "mode", "mode_from", "basis", "embedding"}) {
                assertThat(kept.text(field)).as(field).isPresent().isEqualTo(whole.text(field));
            }
            assertThat(kept.text("mode")).contains("cost");
            assertThat(kept.object("prompt").orElseThrow().text("domain"))
                    .isEqualTo(whole.object("prompt").orElseThrow().text("domain"));
            assertThat(kept.object("session_affinity").orElseThrow().text("decision"))
                    .isPresent();
            Json.Obj entry = house.read("/v1/requests/" + LearnedHouse.id(answer));
            assertThat(entry.object("model_selection")).contains(kept);
        }
    }
}
