package dev.signalbox.server.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.ceilings.CeilingObserver;
import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.health.Fault;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.HealthObserver;
import dev.signalbox.server.settings.PeerSettings;
import dev.signalbox.server.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Gateways that tell each other how targets fare, without sockets and in a time that the test makes. */
final class Network {
    static final String SECRET = "a secret of forty characters, nobody knows";

    final AtomicLong now = new AtomicLong(7_000_000_000L);
    final Map<URI, Node> nodes = new LinkedHashMap<>();
    final List<byte[]> sent = new ArrayList<>();

    /** One gateway. */
    final class Node implements PeerObserver {
        final URI address;
        final List<String> seen = new ArrayList<>();
        Settings settings;
        Peers peers;
        Health health;
        Ceilings ceilings;
        Hearing hearing;
        boolean away;

        Node(URI address, Settings settings) {
            this.address = address;
            this.settings = settings;
            begin("life of " + address.getHost());
        }

        /** Begins anew, with nothing but its configuration. */
        void begin(String life) {
            SplittableRandom random = new SplittableRandom(5);
            peers = new Peers(
                    () -> settings,
                    life,
                    Network.this::post,
                    this,
                    now::get,
                    random,
                    Runnable::run,
                    () -> {},
                    () -> {});
            health = new Health(now::get, new HealthObserver() {
                @Override
                public void tripped(String target, String rule, Duration time) {
                    peers.tripped(target, rule, time);
                }

                @Override
                public void reset(String target) {
                    peers.reset(target);
                }

                @Override
                public void setBack(String target, Duration time) {
                    peers.setBack(target, time);
                }
            });
            ceilings = new Ceilings(now::get, CeilingObserver.NONE);
            hearing = new Hearing(() -> settings, life, health, ceilings, this, random);
        }

        void fails(String target, int times) {
            for (int i = 0; i < times; i++) {
                health.enter(
                                target,
                                settings.providers()
                                        .get(settings.models().get(target).provider())
                                        .breaker(),
                                true)
                        .orElseThrow()
                        .failed(Fault.status(500));
            }
        }

        Health.Standing standing(String target) {
            return health.of(target).standing();
        }

        @Override
        public void watched(Peers of, String peer) {
            seen.add("watches " + peer);
        }

        @Override
        public void sent(String peer, String outcome) {
            seen.add("sent " + peer + " " + outcome);
        }

        @Override
        public void dropped(String peer, int facts) {
            seen.add("dropped " + facts);
        }

        @Override
        public void heard(String kind, String outcome) {
            seen.add("heard " + kind + " " + outcome);
        }

        @Override
        public void refused(String reason) {
            seen.add("refused " + reason);
        }
    }

    /** A gateway that knows these others, with models of a provider with a breaker and of one without. */
    Node add(String host, String secret, String... others) {
        URI address = URI.create("http://" + host + ":4000");
        Node node = new Node(address, settings(secret, "gpt-5", others));
        nodes.put(address, node);
        return node;
    }

    static Settings settings(String secret, String id, String... others) {
        List<String> addresses = new ArrayList<>();
        for (String other : others) {
            addresses.add("\"http://" + other + ":4000\"");
        }
        Loaded loaded = Configuration.load(
                "signalbox.yaml", """
                health: { peers: { addresses: %s, secret: "${SECRET}" } }
                providers:
                  ruled:
                    dialect: openai
                    endpoint: "http://127.0.0.1:1/v1"
                    breaker: { rules: [{ name: broken, count: 1, statuses: [500-599], trip: 30s, last-resort: never }] }
                  free: { dialect: openai, endpoint: "http://127.0.0.1:1/v1" }
                models:
                  a: { provider: ruled, id: %s }
                  b: { provider: ruled }
                  free: { provider: free }
                callers: { me: { key: "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824" } }
                """.formatted(addresses, id), Path.of("."), Map.of("SECRET", secret)::get);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    private Posted post(URI address, byte[] body, PeerSettings rules) {
        sent.add(body);
        Node node = nodes.get(address);
        if (node == null || node.away) {
            return new Posted.Failed("nobody is there");
        }
        return switch (node.hearing.hear(Optional.of(Signature.of(rules.secret(), body)), body)) {
            case HEARD -> new Posted.Heard();
            case STALE -> new Posted.Other(node.hearing.life());
            case OFF -> new Posted.Refused(404);
            case UNSIGNED -> new Posted.Refused(401);
            case UNREADABLE -> new Posted.Refused(400);
        };
    }

    /** Lets so much time pass, looking as often as running gateways do. */
    void pass(Duration time) {
        long until = now.get() + time.toNanos();
        while (now.get() < until) {
            now.addAndGet(Math.min(200_000_000, until - now.get()));
            nodes.values().forEach(node -> node.peers.look());
        }
    }
}
