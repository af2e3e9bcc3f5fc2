package dev.signalbox.simulator.dialect;

import dev.signalbox.simulator.dialect.Address.Purpose;
import tools.jackson.databind.JsonNode;

/**
 * What is asked, as far as address and body tell it in every dialect.
 *
 * @param count whether only tokens are to be counted
 * @param request the body, unchanged
 */
public record Asked(String model, boolean stream, boolean count, JsonNode request) {
    public static Asked of(Address address, JsonNode request) {
        return new Asked(
                address.model().orElseGet(() -> request.path("model").asString("")),
                switch (address.purpose()) {
                    case ANSWER -> request.path("stream").asBoolean(false);
                    case STREAM -> true;
                    case WHOLE, COUNT -> false;
                },
                address.purpose() == Purpose.COUNT,
                request);
    }
}
