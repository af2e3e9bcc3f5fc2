package dev.signalbox.server.prices;

import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.RefusedFields;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the price book knows of a model besides its price.
 *
 * @param id the id that the row goes by, without a date
 * @param vendor who sells it
 * @param context tokens of input and output together
 * @param maxOutput tokens of one answer at most
 * @param efforts the effort words that it takes; empty where they are not known
 * @param refuses what it refuses of a request although its vendor takes it for other models
 */
public record ModelFactsRow(
        String id,
        String vendor,
        OptionalLong context,
        OptionalLong maxOutput,
        Thinking thinking,
        List<String> efforts,
        RefusedFields refuses) {
    /** Takes a defensive copy. */
    public ModelFactsRow {
        efforts = List.copyOf(efforts);
    }
}
