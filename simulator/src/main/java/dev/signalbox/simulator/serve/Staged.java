package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Dialect;
import dev.signalbox.simulator.dialect.Event;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Reply;
import dev.signalbox.simulator.script.Fault;
import dev.signalbox.simulator.script.Moment;
import dev.signalbox.simulator.script.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A reply as it will be sent, after a fault has changed it.
 *
 * @param length the length of a whole body; negative for a stream
 * @param tokensFirst how many tokens must be due before the first event goes out
 */
record Staged(
        int status,
        String contentType,
        Map<String, String> headers,
        int length,
        List<Event> events,
        int tokensFirst,
        Pace pace,
        Break breaking) {
    private static final String JSON = "application/json";
    private static final byte[] GARBAGE = Json.utf8("{\"id\": <<<this is not JSON");

    static Staged of(Reply reply, Fault fault, Pace pace, Dialect dialect, String requestId) {
        Staged good = switch (reply) {
            case Reply.Whole whole -> whole(whole, fault, pace, dialect, requestId);
            case Reply.Streamed stream -> streamed(stream, fault, pace, dialect);
        };
        return switch (fault) {
            case Fault.Dribble(Duration delay, int bytes) -> good.dribbling(delay, bytes);
            case Fault.ContentType(String value) -> good.as(value);
            case Fault.Headers(Map<String, String> fields) -> good.with(fields);
            case Fault.SlowHead(Duration delay) ->
                good.paced(new Pace(delay, pace.tokensPerSecond(), pace.tokensPerEvent()));
            case Fault.None _,
                    Fault.Status _,
                    Fault.ErrorEvent _,
                    Fault.Cut _,
                    Fault.Drop _,
                    Fault.Stall _,
                    Fault.Garbage _ -> good;
        };
    }

    private static Staged whole(Reply.Whole reply, Fault fault, Pace pace, Dialect dialect, String requestId) {
        if (fault instanceof Fault.ErrorEvent(int _, int status)) {
            Reply.Whole error = dialect.error(dialect.failure(status, "", Optional.empty()), requestId);
            return whole(error, Fault.none(), Pace.atOnce(), dialect, requestId);
        }
        byte[] body = fault instanceof Fault.Garbage ? GARBAGE : reply.body();
        Break breaking = halves(Break.of(fault));
        List<Event> pieces = breaking.afterEvents() > 0
                ? List.of(
                        new Event(Arrays.copyOfRange(body, 0, body.length / 2), 0),
                        new Event(Arrays.copyOfRange(body, body.length / 2, body.length), 0))
                : List.of(new Event(body, 0));
        return new Staged(reply.status(), JSON, reply.headers(), body.length, pieces, reply.tokens(), pace, breaking);
    }

    /** A whole body has two pieces: wherever the break was to come, it comes between them. */
    private static Break halves(Break breaking) {
        return breaking.afterEvents() > 1 ? new Break(false, 1, breaking.action()) : breaking;
    }

    private static Staged streamed(Reply.Streamed stream, Fault fault, Pace pace, Dialect dialect) {
        List<Event> good = stream.events();
        List<Event> events = new ArrayList<>(good);
        switch (fault) {
            case Fault.ErrorEvent(int after, int status) -> {
                int kept = Math.min(after, good.size());
                events.subList(kept, events.size()).clear();
                events.add(dialect.errorEvent(dialect.failure(status, "", Optional.empty()), kept == 0));
            }
            case Fault.Garbage(int after) -> events.add(Math.min(after, good.size()), dialect.garbageEvent());
            case Fault.Cut(Moment _), Fault.Drop(Moment _), Fault.Stall(Moment _) -> {}
            case Fault.None _,
                    Fault.Status _,
                    Fault.Dribble _,
                    Fault.ContentType _,
                    Fault.Headers _,
                    Fault.SlowHead _ -> {}
        }
        Break breaking = Break.of(fault);
        if (breaking.afterEvents() > events.size()) {
            breaking = new Break(false, events.size(), breaking.action());
        }
        return new Staged(200, stream.contentType(), Map.of(), -1, events, 0, pace, breaking);
    }

    /** Each piece counts as one token of a pace whose tokens are {@code delay} apart. */
    private Staged dribbling(Duration delay, int bytes) {
        List<Event> pieces = new ArrayList<>();
        for (Event event : events) {
            byte[] all = event.bytes();
            for (int from = 0; from < all.length; from += bytes) {
                pieces.add(new Event(Arrays.copyOfRange(all, from, Math.min(all.length, from + bytes)), 1));
            }
        }
        double perSecond = delay.isZero() ? 0 : 1e9 / delay.toNanos();
        Pace dribble = new Pace(pace.firstToken(), perSecond, 1);
        return new Staged(status, contentType, headers, length, pieces, 0, dribble, breaking);
    }

    private Staged as(String type) {
        return new Staged(status, type, headers, length, events, tokensFirst, pace, breaking);
    }

    private Staged with(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(fields);
        return new Staged(status, contentType, all, length, events, tokensFirst, pace, breaking);
    }

    private Staged paced(Pace other) {
        return new Staged(status, contentType, headers, length, events, tokensFirst, other, breaking);
    }
}
