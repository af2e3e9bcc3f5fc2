package dev.signalbox.simulator.answer;

import tools.jackson.databind.JsonNode;

/** A tool that the caller offers, with the JSON schema of its arguments. */
public record OfferedTool(String name, JsonNode schema) {}
