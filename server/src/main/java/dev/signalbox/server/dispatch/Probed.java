package dev.signalbox.server.dispatch;

import dev.signalbox.server.health.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What came of asking one target a trifle. */
public sealed interface Probed {
    /** How long it took. */
    Duration took();

    /**
     * It answers.
     *
     * @param inputTokens as its provider counted them, 0 where it did not
     * @param outputTokens as its provider counted them, 0 where it did not
     */
    record Answered(Duration took, long inputTokens, long outputTokens) implements Probed {}

    /**
     * It does not.
     *
     * @param status the status that its provider answered with
     * @param detail for the operator; may repeat what the provider said, never a credential
     * @param fault as its health sees it; absent where the target is not at fault
     */
    record Failed(Duration took, Trouble trouble, OptionalInt status, String detail, Optional<Fault> fault)
            implements Probed {}
}
