package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import java.util.Optional;

/** A rule that keeps targets from serving a request, whatever their health. Filters are asked before the strategy. */
interface Filter {
    /** Why this target may not serve this request; empty if it may. */
    Optional<Objection> objection(Target target, Demand demand);

    /** Whether it may object to any target of this request: asked once a plan, so that most filters need not see the targets. */
    default boolean concerns(Demand demand) {
        return true;
    }

    /** Whether it holds also for a caller who names the model itself. */
    default boolean holdsForNamedModels() {
        return false;
    }

    /**
     * Why not.
     *
     * @param reason in words that may be told to the caller
     * @param nearness how near the target came: of several objections of one kind the caller is told the nearest
     */
    record Objection(Kind kind, String reason, long nearness) {
        /** One that is as good as all others of its kind. */
        Objection(Kind kind, String reason) {
            this(kind, reason, 0);
        }

        boolean isNearerThan(Objection other) {
            int kinds = kind.compareTo(other.kind);
            return kinds > 0 || (kinds == 0 && nearness > other.nearness);
        }
    }

    /**
     * What kept a target out, in the order in which filters are asked. If nobody is left, the caller is told the last kind
     * that any target came to.
     */
    enum Kind {
        /** It must not serve this caller or these data. */
        POLICY(Skipped.Kind.POLICY),
        /** It serves other requests. */
        MATCH(Skipped.Kind.MATCH),
        /** It cannot do what is asked for. */
        CAPABILITY(Skipped.Kind.CAPABILITY),
        /** It cannot hold so much. */
        CONTEXT(Skipped.Kind.CONTEXT);

        private final Skipped.Kind told;

        Kind(Skipped.Kind told) {
            this.told = told;
        }

        /** What the plan says of it. */
        Skipped.Kind told() {
            return told;
        }
    }
}
