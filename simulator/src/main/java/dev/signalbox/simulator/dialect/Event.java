package dev.signalbox.simulator.dialect;

/**
 * One server-sent event as it goes over the wire, its closing blank line included.
 *
 * @param tokens how many tokens of the answer it carries: what the pace counts
 */
public record Event(byte[] bytes, int tokens) {
    public Event(String text, int tokens) {
        this(Json.utf8(text), tokens);
    }
}
