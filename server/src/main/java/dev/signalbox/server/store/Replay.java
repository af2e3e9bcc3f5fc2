package dev.signalbox.server.store;

import java.time.Instant;
import java.util.List;

/**
 * What is known of the first request with a key.
 *
 * @param fingerprint tells one request from another
 * @param requestId the id of the first request
 * @param made when the key was used first
 */
public record Replay(String fingerprint, String requestId, Instant made, State state) {
    /** What became of the first request. */
    public sealed interface State {
        /** It runs, or ran in a process that died. */
        record Begun() implements State {}

        /**
         * It was served, but its answer is not here to be given again.
         *
         * @param why a stable word
         */
        record Spent(String why) implements State {}

        /**
         * Its answer is here.
         *
         * @param headers names, each followed by its value
         */
        record Kept(int status, List<String> headers, byte[] body) implements State {
            /** Takes a defensive copy of the list. */
            public Kept {
                headers = List.copyOf(headers);
            }
        }
    }
}
