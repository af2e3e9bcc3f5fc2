package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Dialect;
import dev.signalbox.simulator.dialect.Event;
import dev.signalbox.simulator.dialect.Reply;
import dev.signalbox.simulator.log.LogEntry;
import dev.signalbox.simulator.log.Outcome;
import dev.signalbox.simulator.script.Fault;
import dev.signalbox.simulator.script.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends one reply: its head, then its events when each is due, up to the end or to the point where a fault stops it. */
final class Playback {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Dialect dialect;
    private final List<Map.Entry<CharSequence, CharSequence>> usualHeaders;
    private final String requestId;
    private final @Nullable LogEntry entry;
    private final long started = System.nanoTime();
    private List<Event> events = List.of();
    private Pace pace = Pace.atOnce();
    private Break breaking = Break.never();
    private int next;
    private int tokens;
    private long timer = NO_TIMER;
    private boolean over;

    Playback(Vertx vertx, HttpServerRequest request, Speaker speaker, String requestId, @Nullable LogEntry entry) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.dialect = speaker.dialect();
        this.usualHeaders = speaker.headers();
        this.requestId = requestId;
        this.entry = entry;
        response.exceptionHandler(_ -> end(Outcome.ABORTED));
        response.closeHandler(_ -> end(Outcome.ABORTED));
    }

    /** Fails with a status, as the fault says. */
    void fail(Fault.Status fault, String model) {
        ErrorReply error = ErrorReply.of(fault, dialect, model, requestId);
        response.putHeader("content-type", error.contentType());
        play(error.reply(), Fault.none(), Pace.atOnce());
    }

    /** Sends the reply; a fault with a status does not come here. */
    void play(Reply reply, Fault fault, Pace usual) {
        Staged staged = Staged.of(reply, fault, usual, dialect, requestId);
        events = staged.events();
        pace = staged.pace();
        breaking = staged.breaking();
        tokens = staged.tokensFirst();
        head(staged);
        after(pace.due(tokens), this::step);
    }

    private void head(Staged staged) {
        response.setStatusCode(staged.status());
        if (!response.headers().contains("content-type")) {
            response.putHeader("content-type", staged.contentType());
        }
        dialect.requestIdHeader().ifPresent(header -> response.putHeader(header, requestId));
        for (Map.Entry<CharSequence, CharSequence> header : usualHeaders) {
            response.headers().add(header.getKey(), header.getValue());
        }
        staged.headers().forEach(response::putHeader);
        if (staged.length() >= 0) {
            response.putHeader("content-length", String.valueOf(staged.length()));
        } else {
            response.putHeader("cache-control", "no-cache").setChunked(true);
        }
    }

    /** Sends everything that is due, then waits for what is not. */
    private void step() {
        timer = NO_TIMER;
        if (over) {
            return;
        }
        if (breaking.beforeHead()) {
            breaking.strike(this);
            return;
        }
        if (!response.headWritten() && entry != null) {
            entry.headSent(response.getStatusCode());
        }
        Buffer due = Buffer.buffer();
        long now = System.nanoTime() - started;
        while (next < events.size() && next != breaking.afterEvents() && pace.due(tokens) <= now) {
            Event event = events.get(next++);
            tokens += event.tokens();
            due.appendBytes(event.bytes());
        }
        if (entry != null) {
            entry.sent(next);
        }
        if (next == breaking.afterEvents()) {
            (due.length() == 0 ? response.writeHead() : response.write(due)).onComplete(_ -> breaking.strike(this));
        } else if (next == events.size()) {
            response.end(due).onComplete(sent -> end(sent.succeeded() ? Outcome.ANSWERED : Outcome.ABORTED));
        } else {
            response.write(due);
            goOn();
        }
    }

    private void goOn() {
        if (response.writeQueueFull()) {
            response.drainHandler(_ -> after(pace.due(tokens), this::step));
        } else {
            after(pace.due(tokens), this::step);
        }
    }

    private void after(long due, Runnable action) {
        long wait = Math.ceilDiv(due - (System.nanoTime() - started), 1_000_000L);
        if (wait <= 0) {
            action.run();
        } else {
            timer = vertx.setTimer(wait, _ -> action.run());
        }
    }

    /** The connection is closed. */
    void cut() {
        end(Outcome.BROKEN);
        request.connection().close();
    }

    /** The connection is reset. */
    void drop() {
        end(Outcome.BROKEN);
        Reset.reset(request.connection());
    }

    private void end(Outcome outcome) {
        over = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
        if (entry != null) {
            entry.end(outcome);
        }
    }
}
