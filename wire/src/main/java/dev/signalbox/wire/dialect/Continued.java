package dev.signalbox.wire.dialect;

import java.util.List;

/** What came of writing a request that asks for the rest of an answer. */
public sealed interface Continued {
    /**
     * The provider's body.
     *
     * @param adjustments what was changed beside the message that was added
     */
    record Body(byte[] body, List<Adjustment> adjustments) implements Continued {
        /** Takes a defensive copy of the list. */
        public Body {
            adjustments = List.copyOf(adjustments);
        }
    }

    /** This target cannot go on with such an answer. */
    record Impossible(String why) implements Continued {}
}
