package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Address;
import dev.signalbox.simulator.dialect.Asked;
import dev.signalbox.simulator.dialect.Circumstances;
import dev.signalbox.simulator.dialect.Dialect;
import dev.signalbox.simulator.dialect.Reply;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Replies that were given before, so that a load of equal requests costs no more than looking them up. Bounded: when it is
 * full, it starts again empty. For the event loop alone.
 */
final class KnownReplies {
    private static final int MOST = 256;
    private static final int LARGEST_REQUEST = 16 << 10;

    private final Map<Key, Known> known = new HashMap<>();

    /** A request by its dialect, its address and its bytes. */
    record Key(Dialect dialect, Address address, byte[] body) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key(Dialect speaker, Address place, byte[] bytes)
                    && speaker.equals(dialect)
                    && place.equals(address)
                    && Arrays.equals(bytes, body);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(body);
        }
    }

    private record Known(Asked asked, Circumstances circumstances, Reply reply) {
        /** Whether the same bytes get the same reply now. */
        boolean madeUnder(Circumstances now) {
            return circumstances.tokensPerEvent() == now.tokensPerEvent()
                    && circumstances.cached().equals(now.cached());
        }
    }

    Asked asked(Key key, Supplier<Asked> read) {
        Known before = known.get(key);
        return before == null ? read.get() : before.asked();
    }

    Reply reply(Key key, Asked asked, Circumstances circumstances, Dialect dialect) {
        Known before = known.get(key);
        if (before != null && before.madeUnder(circumstances)) {
            return before.reply();
        }
        Reply reply = asked.count() ? dialect.count(asked) : dialect.answer(asked, circumstances);
        if (key.body().length <= LARGEST_REQUEST && dialect.repeatable(asked.request())) {
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(key, new Known(asked, circumstances, reply));
        }
        return reply;
    }
}
