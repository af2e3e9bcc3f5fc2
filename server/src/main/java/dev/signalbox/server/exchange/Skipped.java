package dev.signalbox.server.exchange;

/** A target of the route that is not tried, and why. */
public record Skipped(Target target, Kind kind, String reason) {
    /** What kept it out. */
    public enum Kind {
        /** It does not live any more. */
        RETIRED("retired"),
        /** It must not serve this caller or these data. */
        POLICY("policy"),
        /** It serves other requests. */
        MATCH("match"),
        /** It cannot do what is asked for. */
        CAPABILITY("capability"),
        /** It cannot hold so much. */
        CONTEXT("context"),
        /** It takes no traffic that another target failed. */
        NO_FALLBACK("no_fallback");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word as it is shown. */
        public String word() {
            return word;
        }
    }
}
