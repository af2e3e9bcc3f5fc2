package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import java.util.Optional;

/** Takes out what cannot hold the prompt and its answer. A request that is only counted needs no room. */
record ContextFilter(Windows windows) implements Filter {
    @Override
    public boolean concerns(Demand demand) {
        return !demand.isCounted()
                && !Windows.holds(demand.traits().narrowest(), demand.exchange().envelope());
    }

    @Override
    public Optional<Objection> objection(Target target, Demand demand) {
        Windows.Room room = windows.room(target, demand.exchange(), demand.isRelaxed());
        return room.suffices()
                ? Optional.empty()
                : Optional.of(new Objection(Kind.CONTEXT, room.words() + " of " + target.name() + ")", room.window()));
    }
}
