package dev.signalbox.server.boot;

import dev.signalbox.learn.text.SurfaceFeatures;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.store.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was read from prompts when they came, in the place of their embedding: the text of a request that is replayed begins with
 * the id of the recorded one.
 *
 * @param readings by the ids of requests
 */
record RecordedPrompts(Function<String, Optional<Reading>> readings) implements TextEmbedding {
    @Override
    public Made of(String system, String user, Duration budget) {
        return usable(user.split(" ", 2)[0])
                .<Made>map(reading -> new Made.Recorded(reading.embedding(), reading.surface()))
                .orElseGet(Made.Off::new);
    }

    /** That of this request, if it counts what is counted today. */
    Optional<Reading> usable(String requestId) {
        return readings.apply(requestId).filter(reading -> reading.version() == SurfaceFeatures.VERSION);
    }
}
