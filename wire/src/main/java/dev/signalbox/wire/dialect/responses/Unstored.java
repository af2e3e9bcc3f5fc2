package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What a request must include because nothing is stored. */
final class Unstored {
    private Unstored() {}

    /**
     * The {@code include} of a request: what was asked for, and the encrypted reasoning where the model surely has some.
     * Models that do not think refuse to be asked for it.
     */
    static List<Json> include(List<Json> asked, ModelFacts facts, boolean thinks) {
        List<Json> include = new ArrayList<>(asked);
        Json encrypted = Json.text(RequestReader.ENCRYPTED);
        if ((thinks || surelyThinks(facts)) && !include.contains(encrypted)) {
            include.add(encrypted);
        }
        return include;
    }

    /** Models that take their reasoning back encrypted only give it only where they are asked. */
    private static boolean surelyThinks(ModelFacts facts) {
        return facts.reasoning() == Thinking.EFFORT && !facts.takesReadableReasoning();
    }
}
