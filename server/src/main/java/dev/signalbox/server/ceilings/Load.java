package dev.signalbox.server.ceilings;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.QueueSettings;
import java.util.Optional;

/** One request before one target: the two gates that it must pass, and what it brings. Guarded by its owner. */
record Load(Target target, Gate model, Gate provider, long tokens) {

    /** Why it cannot pass by the configuration; what keeps it longest. */
    Optional<Saturation> full(long now) {
        Optional<Saturation> ofModel = model.full(target.name(), target.model().limits(), tokens, now);
        Optional<Saturation> ofProvider =
                provider.full(target.name(), target.provider().limits(), tokens, now);
        if (ofModel.isEmpty() || ofProvider.isEmpty()) {
            return ofModel.isPresent() ? ofModel : ofProvider;
        }
        return ofProvider.get().left().compareTo(ofModel.get().left()) > 0 ? ofProvider : ofModel;
    }

    /** Why its provider would refuse it, as far as it told and is heeded. */
    Optional<Saturation> exhausted(long now) {
        boolean heeded = target.model().limits().heedProvider()
                && target.provider().limits().heedProvider();
        return heeded ? model.exhausted(target.name(), tokens, now) : Optional.empty();
    }

    /** The line in which it may wait: the model's, else its provider's. */
    Optional<QueueSettings> queue() {
        return target.model().limits().queue().or(target.provider().limits()::queue);
    }

    /** Whether the line is shorter than it may be. */
    boolean mayWait() {
        Gate owner = target.model().limits().queue().isPresent() ? model : provider;
        return queue().filter(queue -> owner.line().size() < queue.most()).isPresent();
    }

    /** Whether nobody waits before either gate. */
    boolean isClear() {
        return model.line().isEmpty() && provider.line().isEmpty();
    }

    void enter(long now) {
        model.enter(tokens, now);
        provider.enter(tokens, now);
    }

    /** What it took at this moment it gives back, after it used so many tokens. */
    void leave(long now, long taken, long used) {
        model.leave();
        model.used(now, taken, tokens, used);
        provider.leave();
        provider.used(now, taken, tokens, used);
    }
}
