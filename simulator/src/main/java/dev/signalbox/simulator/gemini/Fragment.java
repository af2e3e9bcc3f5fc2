package dev.signalbox.simulator.gemini;

import tools.jackson.databind.node.ObjectNode;

/**
 * One response of a stream.
 *
 * @param tokens how many tokens of the answer it carries
 */
record Fragment(ObjectNode response, int tokens) {}
