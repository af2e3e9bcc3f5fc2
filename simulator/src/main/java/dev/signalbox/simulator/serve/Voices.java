package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Dialect;

/** The providers that are played. Those of Google stream in two forms: server-sent events, and one JSON array. */
public record Voices(
        Dialect openAi, Dialect anthropic, Dialect gemini, Dialect geminiArray, Dialect vertex, Dialect vertexArray) {}
