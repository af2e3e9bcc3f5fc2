package dev.signalbox.server.settings;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Models that are selected by what they are, in place of their names: all that is said must hold.
 *
 * @param labels labels of the model, by what they say
 * @param can capabilities, all of which it must declare
 * @param dataClass a class of data that it must be approved for
 * @param context tokens of input and output together that it must hold at least
 * @param inputPrice the most that a million input tokens may cost, in dollars; what has no known price is not selected
 * @param outputPrice the most that a million output tokens may cost
 * @param order which of them is tried first
 * @param most how many of them serve
 */
public record CatalogueQuery(
        Labels labels,
        Set<Capability> can,
        Optional<String> dataClass,
        OptionalLong context,
        Optional<BigDecimal> inputPrice,
        Optional<BigDecimal> outputPrice,
        By order,
        OptionalInt most) {

    /** Takes a defensive copy. */
    public CatalogueQuery {
        can = Set.copyOf(can);
    }

    /** Labels of a model and of its provider. */
    public record Labels(Matching tier, Matching zone, Matching vendor, Matching owner, Matching provider) {}

    /** Which one is tried first. */
    public enum By implements Word {
        /** As they stand in the configuration. */
        WRITTEN("written"),
        /** The lowest price, three parts of input to one of output; unknown prices last. */
        CHEAPEST("cheapest"),
        /** The lowest recent time per output token. */
        FASTEST("fastest"),
        /** Each in its turn. */
        TURNS("turns");

        private final String word;

        By(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
