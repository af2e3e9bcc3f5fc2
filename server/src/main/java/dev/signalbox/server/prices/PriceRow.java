package dev.signalbox.server.prices;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One row of the book. The tier is absent where the model is known and its price is not. */
record PriceRow(List<String> ids, Instant from, Optional<Tier> tier, ModelFactsRow facts) {}
