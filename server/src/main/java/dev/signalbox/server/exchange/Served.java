package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import java.util.List;
import java.util.Optional;

/**
 * Who served a reply.
 *
 * @param target the target whose answer it is
 * @param attempts how many attempts were made, the successful one included
 * @param providerRequestId the provider's own id of the request
 * @param losses what the translation could not carry
 * @param adjustments what was changed so that the model accepts the request
 */
public record Served(
        Target target,
        int attempts,
        Optional<String> providerRequestId,
        List<Loss> losses,
        List<Adjustment> adjustments) {
    /** Takes defensive copies. */
    public Served {
        losses = List.copyOf(losses);
        adjustments = List.copyOf(adjustments);
    }

    /** The same after so many attempts. */
    public Served after(int all) {
        return new Served(target, all, providerRequestId, losses, adjustments);
    }
}
