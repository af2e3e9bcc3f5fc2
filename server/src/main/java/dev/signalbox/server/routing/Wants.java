package dev.signalbox.server.routing;

import dev.signalbox.server.settings.Capability;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Needs;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a request wants of its model.
 *
 * @param needed what it holds or demands, so that a model that cannot do it would answer another question
 * @param liked what may be left out, as an adjustment then says, where no target can do it
 * @param named what the caller named in a header; a target must be known to do it
 */
record Wants(Set<Capability> needed, Set<Capability> liked, Set<Capability> named) {
    static final Wants NOTHING = new Wants(Set.of(), Set.of(), Set.of());

    /** What the body shows, with what the caller named. */
    static Wants of(Envelope envelope, Set<Capability> named) {
        Needs needs = envelope.needs();
        if (named.isEmpty() && needs.equals(Needs.NOTHING) && !envelope.tools() && !envelope.reasoning()) {
            return NOTHING;
        }
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        add(needed, envelope.tools(), Capability.TOOLS);
        add(needed, needs.images(), Capability.IMAGES);
        add(needed, needs.documents(), Capability.DOCUMENTS);
        add(needed, needs.audio(), Capability.AUDIO);
        add(needed, needs.video(), Capability.VIDEO);
        add(needed, needs.schema(), Capability.JSON_SCHEMA);
        Set<Capability> liked = EnumSet.noneOf(Capability.class);
        add(liked, envelope.reasoning(), Capability.REASONING);
        add(liked, needs.parallelTools() && envelope.tools(), Capability.PARALLEL_TOOLS);
        return new Wants(needed, liked, named);
    }

    boolean isEmpty() {
        return needed.isEmpty() && liked.isEmpty() && named.isEmpty();
    }

    private static void add(Set<Capability> to, boolean wanted, Capability capability) {
        if (wanted) {
            to.add(capability);
        }
    }
}
