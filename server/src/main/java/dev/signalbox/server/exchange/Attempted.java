package dev.signalbox.server.exchange;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One attempt at answering a request, as its caller is told.
 *
 * @param model the provider's id of the model
 * @param status the provider's HTTP status, absent if none came
 * @param error a stable word for what failed
 * @param over whether it has ended; the one that is answering has not
 */
public record Attempted(String model, OptionalInt status, Optional<String> error, boolean over) {}
