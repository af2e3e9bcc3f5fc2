package dev.signalbox.wire.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How words are drawn and where they stop. */
public record Sampling(
        Optional<BigDecimal> temperature,
        Optional<BigDecimal> topP,
        OptionalLong topK,
        Optional<BigDecimal> presencePenalty,
        Optional<BigDecimal> frequencyPenalty,
        OptionalLong seed,
        List<String> stop) {
    /** Takes a defensive copy. */
    public Sampling {
        stop = List.copyOf(stop);
    }
}
