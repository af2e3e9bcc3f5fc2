package dev.signalbox.server.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.FrameSink;
import dev.signalbox.server.exchange.FrameSource;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Served;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.model.Usage;
import dev.signalbox.wire.sse.SseEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Exchanges, targets and replies for tests. */
final class Exchanges {
    static final Instant ARRIVED = Instant.parse("2026-11-21T10:30:00.123456Z");

    private Exchanges() {}

    static Exchange exchange(String id) {
        return exchange(id, ARRIVED, System.nanoTime());
    }

    static Exchange exchange(String id, Instant arrived, long startedNanos) {
        return exchange(id, arrived, startedNanos, "");
    }

    /** A request of this user of its caller. */
    static Exchange exchangeOf(String id, String user) {
        return exchange(id, ARRIVED, System.nanoTime(), "\"user\":\"" + user + "\",");
    }

    private static Exchange exchange(String id, Instant arrived, long startedNanos, String more) {
        String body = "{" + more + "\"model\":\"assistant\",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "x".repeat(400) + "\"}]}";
        try {
            return new Exchange(
                    id,
                    arrived,
                    startedNanos,
                    startedNanos + Duration.ofMinutes(5).toNanos(),
                    OpenAi.caller(),
                    OpenAi.caller().open(body.getBytes(UTF_8)),
                    new ReplyStyle(false, false, 0),
                    Headers.empty(),
                    Optional.empty(),
                    Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                    Settings.defaults(),
                    HangUp.never(),
                    new Here());
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    static Target target(String name, String upstreamId) {
        ModelSettings model = ModelSettings.of(name, "somewhere");
        ProviderSettings provider =
                ProviderSettings.of("somewhere", DialectName.OPENAI, URI.create("http://localhost:1/v1"));
        return new Target(name, model, provider, upstreamId, TargetSettings.of(name));
    }

    static Candidate candidate(Target target) {
        return new Candidate(target, "first");
    }

    static Served served(Target target) {
        return new Served(target, 1, Optional.of("req_1"), List.of(), List.of());
    }

    static Measured reported(String model, Usage usage) {
        return new Measured(Optional.of(model), Optional.of(usage), usage.output() * 4, "stop");
    }

    static Reply.Whole whole(Target target, Measured measured) {
        return new Reply.Whole(new byte[0], served(target), measured);
    }

    /** A stream that a test drives. */
    static final class Stream implements FrameSource {
        final AtomicReference<Measured> measured = new AtomicReference<>(Measured.NOTHING);
        private FrameSink sink = new FrameSink() {
            @Override
            public void frame(Frame frame) {}

            @Override
            public void end(Ending ending) {}
        };
        boolean closed;

        Reply.Streaming reply(Target target) {
            return new Reply.Streaming(this, served(target), measured::get);
        }

        void frame(Mark mark) {
            sink.frame(new Frame(SseEvent.of("{}".getBytes(UTF_8)), mark));
        }

        void end(Ending ending) {
            sink.end(ending);
        }

        @Override
        public void start(FrameSink to) {
            sink = to;
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Here implements EventLoop {
        @Override
        public void run(Runnable task) {
            task.run();
        }

        @Override
        public boolean here() {
            return true;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }
}
