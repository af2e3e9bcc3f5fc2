package dev.signalbox.server.exchange;

/** A target in its place of the plan, with the reason why it stands there. */
public record Candidate(Target target, String reason) {}
