package dev.signalbox.wire.dialect;

import java.util.List;

/** What came of writing a request for a provider. */
public sealed interface Translation {
    /** The provider's body, with what was dropped and what was changed on the way. */
    record Ready(byte[] body, List<Loss> losses, List<Adjustment> adjustments) implements Translation {
        /** Takes defensive copies of the lists. */
        public Ready {
            losses = List.copyOf(losses);
            adjustments = List.copyOf(adjustments);
        }
    }

    /** These addresses must be fetched first because the provider takes only bytes. */
    record NeedsFetch(List<String> uris) implements Translation {
        /** Takes a defensive copy. */
        public NeedsFetch {
            uris = List.copyOf(uris);
        }
    }
}
