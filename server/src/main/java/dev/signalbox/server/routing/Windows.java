package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.server.text.TokenRatios;
import dev.signalbox.wire.dialect.Envelope;
import java.util.OptionalLong;

/** Measures requests against context windows: an estimate of the input as the target counts, and the room for the answer. */
record Windows(Abilities abilities, TokenRatios ratios) {
    /** The part of a window that is kept for an answer that nobody bounded, at most. */
    private static final int UNBOUNDED_PART = 8;

    /**
     * How a request stands to the window of one target.
     *
     * @param window tokens of input and output together; as good as endless if it is not known
     * @param input the tokens of the request
     * @param output the room for its answer
     */
    record Room(long window, long input, long output) {
        static final Room ENDLESS = new Room(Long.MAX_VALUE, 0, 0);

        boolean suffices() {
            return input + output <= window;
        }

        String words() {
            return "about " + input + " tokens and " + output + " for the answer (expected: " + window
                    + " in all, the window";
        }
    }

    /** @param likely whether the best guess counts, without the margin for its error */
    Room room(Target target, Exchange exchange, boolean likely) {
        Ability ability = abilities.of(exchange.settings(), target);
        if (ability.context().isEmpty()) {
            return Room.ENDLESS;
        }
        TokenRatios.Ratio ratio = ratios.of(target.key());
        Envelope envelope = exchange.envelope();
        double factor = likely ? ratio.likely() : ratio.cautious();
        long input = (long) Math.ceil(TokenEstimate.text(envelope) * factor) + TokenEstimate.media(envelope);
        return new Room(ability.context().getAsLong(), input, output(envelope, ability));
    }

    /** The window of this target; as good as endless if it is not known. */
    long of(Settings settings, Target target) {
        return abilities.of(settings, target).context().orElse(Long.MAX_VALUE);
    }

    /**
     * Whether a request fits into all windows of at least this size, whatever ratios have been learned. Where that is so, no target
     * need be asked.
     */
    static boolean holds(long narrowest, Envelope envelope) {
        if (narrowest == Long.MAX_VALUE) {
            return true;
        }
        double input = Math.ceil(TokenEstimate.text(envelope) * TokenRatios.HIGHEST) + TokenEstimate.media(envelope);
        return input + envelope.maxOutput().orElse(narrowest / UNBOUNDED_PART) <= narrowest;
    }

    /** The most bytes of text that fit into the window of this target beside such an answer; as good as endless if it is not known. */
    long bytes(Settings settings, Target target, long output) {
        OptionalLong context = abilities.of(settings, target).context();
        if (context.isEmpty()) {
            return Long.MAX_VALUE;
        }
        double tokens = (context.getAsLong() - output - TokenEstimate.PER_REQUEST)
                / ratios.of(target.key()).cautious();
        return (long) (tokens * TokenEstimate.BYTES_PER_TOKEN);
    }

    /** What the caller asked for, as far as the model can give it; else what an answer usually needs, in its bounds. */
    private static long output(Envelope envelope, Ability ability) {
        long window = ability.context().orElse(Long.MAX_VALUE);
        long asked = envelope.maxOutput().orElse(Math.min(ability.usualOutput(), window / UNBOUNDED_PART));
        return Math.min(asked, ability.maxOutput().orElse(Long.MAX_VALUE));
    }
}
