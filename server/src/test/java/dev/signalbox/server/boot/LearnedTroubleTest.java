package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Encoder;
import dev.signalbox.learn.text.Excerpt;
import dev.signalbox.wire.json.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Learned routes whose embeddings are late or broken: requests are served, and everybody can see by what. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class LearnedTroubleTest {
    @TempDir
    private Path directory;

    /** Embeds nothing before it is let. */
    private record Held(Encoder encoder, CountDownLatch let) implements Encoder {
        @Override
        public float[] embed(Excerpt excerpt) {
            try {
                let.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
            return encoder.embed(excerpt);
        }

        @Override
        public void close() {
            encoder.close();
        }
    }

    /** Opens, and never works. */
    private record Broken() implements Encoder {
        @Override
        public float[] embed(Excerpt excerpt) {
            throw new IllegalStateException("the model does not run");
        }

        @Override
        public void close() {}
    }

    /** Answers with what is no embedding. */
    private record Nonsense() implements Encoder {
        @Override
        public float[] embed(Excerpt excerpt) {
            return new float[] {1, 2, 3};
        }

        @Override
        public void close() {}
    }

    private static void assertDecidedBySurface(Json.Obj selection, String embedding) {
        assertThat(selection.text("embedding")).contains(embedding);
        assertThat(selection.text("basis")).contains("surface");
        assertThat(selection.text("note").orElse("")).isNotEmpty();
        assertThat(selection.items("models"))
                .allSatisfy(model ->
                        assertThat(((Json.Obj) model).decimal("quality")).isPresent());
    }

    private static String counted(String basis) {
        return "signalbox_router_picks_total\\{basis=\"%s\",mode=\"balanced\",model=\"[a-z-]+\",route=\"auto\"\\} ([0-9.]+)"
                .formatted(basis);
    }

    @Test
    void decidesByTheSurfaceWhileTheEmbeddingIsLate() {
        CountDownLatch let = new CountDownLatch(1);
        try (LearnedHouse house = new LearnedHouse(directory, ", budget: 10ms", () -> new Held(Embedder.open(), let))) {
            assertThat(house.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(house.get("/readyz").body()).contains("warming up");

            Json.Obj selection = house.selection("Who wrote the Odyssey?");

            assertDecidedBySurface(selection, "late");
            assertThat(selection.text("note")).contains("the embedding was not there within 10 ms");
            assertThat(house.get("/metrics").body())
                    .contains("signalbox_router_embeddings_total{outcome=\"late\",route=\"auto\"} 1.0")
                    .containsPattern(counted("surface"));

            let.countDown();
            house.write(", budget: 20s");
            house.gateway().reload();
            assertThat(house.selection("Who wrote the Odyssey?").text("embedding"))
                    .contains("embedded");
            assertThat(house.get("/metrics").body())
                    .contains("signalbox_router_embeddings_total{outcome=\"embedded\",route=\"auto\"} 1.0");
            LearnedHouse.until(() -> house.get("/readyz").statusCode() == 200);
        }
    }

    @Test
    void decidesByTheSurfaceWhereTheModelDoesNotRun() {
        try (LearnedHouse house = new LearnedHouse(directory, "", Broken::new)) {
            Json.Obj selection = house.selection("Who wrote the Iliad?");
            assertDecidedBySurface(selection, "broken");
            assertThat(selection.text("note")).contains("no embedding: the model does not run");
            assertThat(house.get("/metrics").body())
                    .contains("signalbox_router_embeddings_total{outcome=\"broken\",route=\"auto\"} 1.0")
                    .containsPattern(counted("surface"));
            LearnedHouse.until(() -> house.get("/readyz").statusCode() == 200);
        }
    }

    @Test
    void decidesByTheOrderOfTheSubsetWhereNothingCanBePredicted() {
        try (LearnedHouse house = new LearnedHouse(directory, ", budget: 5s", Nonsense::new)) {
            Json.Obj selection = house.selection("Who wrote the Aeneid?");
            assertThat(selection.text("basis")).contains("order");
            assertThat(selection.text("note").orElse("")).contains("nothing could be predicted");
            assertThat(selection.object("prompt")).isEmpty();
            assertThat(house.get("/metrics").body())
                    .contains(
                            "signalbox_router_picks_total{basis=\"order\",mode=\"balanced\",model=\"gpt\",route=\"auto\"} 1.0");
            LearnedHouse.until(() -> house.get("/readyz").statusCode() == 200);
        }
    }

    @Test
    void holdsBackWhoseMostIsExceededByThePromptAloneWhereNothingCanBePredicted() {
        try (LearnedHouse house = new LearnedHouse(directory, ", budget: 5s, max-cost: 0.001", Nonsense::new)) {
            assertThat(house.ask("Who wrote the Aeneid?").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = house.ask("Who wrote this? " + "arma virumque cano ".repeat(4_000));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("max-cost");
        }
    }

    @Test
    void decidesByTheSurfaceWhereThereIsNoModelAndSaysSoOnce() {
        try (LearnedHouse house = new LearnedHouse(directory, "", () -> {
            throw new IllegalStateException("no library for this machine");
        })) {
            for (int i = 0; i < 3; i++) {
                assertDecidedBySurface(house.selection("Who wrote number " + i + "?"), "broken");
            }
            assertThat(house.console)
                    .filteredOn(line -> line.contains("no library for this machine"))
                    .hasSize(1);
            assertThat(house.get("/metrics").body())
                    .contains("signalbox_router_embeddings_total{outcome=\"broken\",route=\"auto\"} 3.0");
        }
    }
}
