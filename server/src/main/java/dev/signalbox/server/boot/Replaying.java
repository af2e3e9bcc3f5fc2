package dev.signalbox.server.boot;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Metadata;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.prices.Price;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.Reading;
import dev.signalbox.server.text.TokenEstimate;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.model.Usage;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * What would become of recorded requests by one configuration, as far as the ledger tells: it knows who asked for what, and
 * how large it was, but neither its text nor its header fields. Nobody is called.
 */
public final class Replaying {
    /** How often a request of a kind is planned to tell the shares of its targets. */
    public static final int DRAWS = 1_000;

    /** The same for kinds beyond the first, which have few requests each: what they miss is evened out among them. */
    private static final int FEW_DRAWS = 50;

    private static final int MANY_KINDS = 1_000;

    /** Below that, sizes make no difference to anybody. */
    private static final long SMALL = 256;

    private static final int STEPS_PER_OCTAVE = 8;
    private static final Set<Strategy> PLAIN =
            EnumSet.of(Strategy.STATIC, Strategy.PRIORITY, Strategy.WEIGHTED, Strategy.POOL);

    private final Settings settings;
    private final PriceBook prices;
    private final Instant now;
    private final Explaining explaining;
    private final RecordedPrompts recorded;
    private long judged;
    private long unread;
    private final Map<Kind, Fate> fates = new HashMap<>();
    private final Map<Target, Optional<Price>> priced = new HashMap<>();

    /**
     * Requests that are planned alike.
     *
     * @param inputTokens rounded up to an eighth of a power of two
     * @param metadata what it was told with, but where the gateway ran
     */
    public record Kind(String caller, String asked, boolean stream, long inputTokens, Map<String, String> metadata) {
        /** Takes a defensive copy. */
        public Kind {
            metadata = Map.copyOf(metadata);
        }

        /** The kind of a recorded request; none if nobody was recognised, because then nothing was planned. */
        public static Optional<Kind> of(Entry entry) {
            Usage usage = entry.bill().usage();
            long tokens = usage.inputUncached() + usage.cacheRead() + usage.cacheWrite5m() + usage.cacheWrite1h();
            return entry.who()
                    .caller()
                    .map(caller -> new Kind(
                            caller, entry.asked().name(), entry.asked().streamed(), rounded(tokens), metadata(entry)));
        }

        private static Map<String, String> metadata(Entry entry) {
            Map<String, String> words = new HashMap<>(entry.who().metadata());
            words.remove(Metadata.REGION);
            words.remove(Metadata.ZONE);
            return words;
        }

        private static long rounded(long tokens) {
            if (tokens <= SMALL) {
                return SMALL;
            }
            long step = Long.highestOneBit(tokens) / STEPS_PER_OCTAVE;
            return Math.ceilDiv(tokens, step) * step;
        }
    }

    /** What becomes of requests of a kind. */
    public sealed interface Fate {
        /** They are sent, to these first. */
        record Sent(List<Share> shares) implements Fate {
            /** Takes a defensive copy. */
            public Sent {
                shares = List.copyOf(shares);
            }
        }

        /** They are refused with this code. */
        record Denied(String code) implements Fate {}
    }

    /** A part of the requests of a kind, of 1. */
    public record Share(Target target, double part) {}

    /**
     * Replays by these settings.
     *
     * @param now whose prices and lifecycles hold
     */
    public Replaying(Settings settings, PriceBook prices, Instant now) {
        this(settings, prices, now, _ -> Optional.empty());
    }

    /**
     * Replays by these settings.
     *
     * @param now whose prices and lifecycles hold
     * @param readings what was read from prompts of learned routes when they came, by the ids of requests
     */
    public Replaying(Settings settings, PriceBook prices, Instant now, Function<String, Optional<Reading>> readings) {
        this.recorded = new RecordedPrompts(readings);
        this.settings = settings;
        this.prices = prices;
        this.now = now;
        this.explaining = new Explaining(settings, prices, Map.of(), now, 1, recorded);
    }

    /**
     * What becomes of this request: on a learned route by what was read from its prompt, if that is kept; else as of all
     * requests of its kind.
     */
    public Fate fate(Entry entry, Kind kind) {
        if (!isLearned(kind.asked())) {
            return fate(kind);
        }
        if (recorded.usable(entry.requestId()).isEmpty()) {
            unread++;
            return fate(kind);
        }
        judged++;
        return plan(kind, entry.requestId(), 1);
    }

    private boolean isLearned(String asked) {
        RouteSettings route = settings.routes().get(asked);
        return route != null && route.strategy() == Strategy.LEARNED;
    }

    /** How many requests of learned routes were planned by what was read from their prompts. */
    public long judged() {
        return judged;
    }

    /** How many were not. */
    public long unread() {
        return unread;
    }

    /** What becomes of requests of this kind. */
    public Fate fate(Kind kind) {
        Fate known = fates.get(kind);
        if (known == null) {
            known = plan(kind, "", fates.size() < MANY_KINDS ? DRAWS : FEW_DRAWS);
            fates.put(kind, known);
        }
        return known;
    }

    /** What this usage costs at this target, in nano-dollars; unknown without a price. */
    public OptionalLong cost(Target target, Usage usage) {
        if (usage.total() == 0) {
            return OptionalLong.of(0);
        }
        return priced.computeIfAbsent(
                        target, one -> prices.price(one.model(), Seller.of(one.provider()), one.upstreamId(), now))
                .map(price -> OptionalLong.of(price.cost(usage)))
                .orElseGet(OptionalLong::empty);
    }

    /** The routes that go by more than the ledger knows. */
    public List<RouteSettings> unsure() {
        return settings.routes().values().stream()
                .filter(route -> !PLAIN.contains(route.strategy()) || !(route.choosing() instanceof Choosing.Plain))
                .toList();
    }

    private Fate plan(Kind kind, String requestId, int draws) {
        Optional<Caller> caller = explaining.caller(kind.caller());
        if (caller.isEmpty()) {
            return new Fate.Denied("unknown_caller");
        }
        Explaining.Question question = new Explaining.Question(
                OpenAi.caller(), envelope(kind, requestId), Headers.empty(), new Explaining.Asker.Named(caller.get()));
        try {
            return new Fate.Sent(explaining.firsts(question, draws).stream()
                    .map(first -> new Share(first.target(), (double) first.times() / draws))
                    .toList());
        } catch (Refused refused) {
            return new Fate.Denied(refused.failure().code());
        }
    }

    /** A request of an id and blanks, as large as those that were recorded. */
    private static Envelope envelope(Kind kind, String requestId) {
        long bytes = (kind.inputTokens() - TokenEstimate.PER_REQUEST) * TokenEstimate.BYTES_PER_TOKEN;
        Json.Obj message = Json.object(o -> o.put("role", "user")
                .put("content", requestId + " " + "x".repeat(Math.toIntExact(Math.min(bytes, Integer.MAX_VALUE / 4)))));
        Json.Obj body = Json.object(o -> o.put("model", kind.asked())
                .put("stream", kind.stream())
                .put("metadata", Json.object(m -> kind.metadata().forEach((name, value) -> m.put(name, value))))
                .put("messages", Json.array(List.of(message))));
        try {
            return OpenAi.caller().open(JsonCodec.write(body));
        } catch (Unreadable e) {
            throw new IllegalStateException("a request of our own cannot be read", e);
        }
    }
}
