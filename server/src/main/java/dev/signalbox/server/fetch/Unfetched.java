package dev.signalbox.server.fetch;

/** An address whose bytes could not be had. The message ends a sentence that begins with the address. */
final class Unfetched extends Exception {
    private static final long serialVersionUID = 1L;
    private final Outcome outcome;

    Unfetched(Outcome outcome, String message) {
        super(message);
        this.outcome = outcome;
    }

    /** One and the same for every address that may not be read, so that nothing of the network shows. */
    static Unfetched refused() {
        return new Unfetched(
                Outcome.REFUSED, "cannot be read (expected: a public http or https address on its usual port)");
    }

    Outcome outcome() {
        return outcome;
    }
}
