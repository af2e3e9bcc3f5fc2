package dev.signalbox.server.peers;

import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Heeded;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.PeerSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what peers tell of targets, and lets it count as far as this gateway's own configuration and experience allow: a
 * target is tried later, never less than as a last resort, and never for longer than {@code health.peers.longest}.
 */
public final class Hearing {
    private static final Logger log = LoggerFactory.getLogger(Hearing.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    /** By how many hundredths a time may be longer here, so that not all gateways probe at once. */
    private static final int SPREAD = 20;

    private final Supplier<Settings> settings;
    private final String life;
    private final Health health;
    private final Ceilings ceilings;
    private final PeerObserver observer;
    private final RandomGenerator random;
    private final Marks marks = new Marks();
    private final Lives lives = new Lives();

    /** What is answered to a message. */
    public enum Verdict {
        /** It was heard. */
        HEARD,
        /** Nobody listens here. */
        OFF,
        /** It is not signed with the secret. */
        UNSIGNED,
        /** It is no message. */
        UNREADABLE,
        /** It is for another life of this gateway, or came before. */
        STALE
    }

    /** @param life of this process, as its own messages have it */
    public Hearing(
            Supplier<Settings> settings,
            String life,
            Health health,
            Ceilings ceilings,
            PeerObserver observer,
            RandomGenerator random) {
        this.settings = settings;
        this.life = life;
        this.health = health;
        this.ceilings = ceilings;
        this.observer = observer;
        this.random = random;
    }

    /** The life of this process, for which messages must be. */
    public String life() {
        return life;
    }

    /** Listens to a message. Never blocks. */
    public Verdict hear(Optional<String> signature, byte[] body) {
        Settings now = settings.get();
        Optional<PeerSettings> rules = now.health().peers();
        if (rules.isEmpty()) {
            return Verdict.OFF;
        }
        if (signature
                .filter(shown -> Signature.fits(shown, rules.get().secret(), body))
                .isEmpty()) {
            return refused(Verdict.UNSIGNED, "unsigned");
        }
        Optional<Message> message = body.length <= Message.MOST_BYTES ? Message.read(body) : Optional.empty();
        if (message.isEmpty()) {
            return refused(Verdict.UNREADABLE, "unreadable");
        }
        if (message.get().to().isEmpty()) {
            return Verdict.STALE; // how each begins to find out for whom it speaks
        }
        if (!message.get().to().equals(life)
                || !lives.isNew(message.get().from(), message.get().sequence())) {
            return refused(Verdict.STALE, "stale");
        }
        message.get().said().forEach(said -> heed(said, now, rules.get().longest()));
        return Verdict.HEARD;
    }

    private Verdict refused(Verdict verdict, String reason) {
        observer.refused(reason);
        return verdict;
    }

    private void heed(Message.Said said, Settings now, Duration longest) {
        Optional<Fact.Kind> kind = Fact.Kind.of(said.kind());
        ModelSettings model = now.models().get(said.target());
        boolean same = marks.of(said.target(), now).filter(said.mark()::equals).isPresent();
        if (kind.isEmpty() || model == null || !same || !said.time().isPositive()) {
            observer.heard(kind.map(Fact.Kind::word).orElse("other"), "unknown");
            return;
        }
        ProviderSettings provider = now.providers().get(model.provider());
        BreakerSettings rules = provider == null
                ? model.breaker().orElse(BreakerSettings.none())
                : model.breaker().orElse(provider.breaker());
        Duration time = bounded(said.time(), longest);
        Heeded heeded = switch (kind.get()) {
            case TRIP -> health.heardTrip(said.target(), rules, said.rule(), time);
            case SET_BACK -> health.heardSetBack(said.target(), rules, time);
            case RESET -> health.heardReset(said.target(), rules, spread(SOON));
            case ADVICE -> ceilings.heardOfPatience(said.target(), time) ? Heeded.HEEDED : Heeded.DOUBTED;
        };
        observer.heard(kind.get().word(), heeded.word());
        if (heeded == Heeded.HEEDED) {
            log.info(
                    "target {}: a peer told of a {}, which counts here for {} ms",
                    said.target(),
                    kind.get().word(),
                    time.toMillis());
        }
    }

    private Duration bounded(Duration time, Duration longest) {
        Duration most = time.compareTo(longest) < 0 ? spread(time) : longest;
        return most.compareTo(longest) < 0 ? most : longest;
    }

    private Duration spread(Duration time) {
        return time.plus(Duration.ofNanos(random.nextLong(time.toNanos() / 100 * SPREAD + 1)));
    }
}
