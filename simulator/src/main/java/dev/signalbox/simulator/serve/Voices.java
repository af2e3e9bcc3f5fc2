package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Dialect;
import java.util.Map;

/**
 * The providers that are played. Those of Google stream in two forms: server-sent events, and one JSON array.
 *
 * @param vendors other providers of the OpenAI dialect by their names
 */
public record Voices(
        Dialect openAi,
        Dialect responses,
        Dialect anthropic,
        Dialect gemini,
        Dialect geminiArray,
        Dialect vertex,
        Dialect vertexArray,
        Dialect googleOpenAi,
        Dialect azure,
        Dialect azureDated,
        Dialect foundry,
        Map<String, Dialect> vendors) {
    public Voices {
        vendors = Map.copyOf(vendors);
    }
}
