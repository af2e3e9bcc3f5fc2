package dev.signalbox.server.prices;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One row of the book.
 *
 * @param tier absent where the model is known and its price is not
 * @param source where the row was read
 * @param checked the day on which it was
 */
public record PriceRow(
        List<String> ids, Instant from, Optional<Tier> tier, ModelFactsRow facts, String source, LocalDate checked) {
    /** Takes a defensive copy. */
    public PriceRow {
        ids = List.copyOf(ids);
    }
}
