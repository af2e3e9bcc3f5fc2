package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.answer.Seeded;
import dev.signalbox.simulator.dialect.Asked;
import dev.signalbox.simulator.dialect.Circumstances;
import dev.signalbox.simulator.dialect.Dialect;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Rejection;
import dev.signalbox.simulator.log.Arrival;
import dev.signalbox.simulator.log.LogEntry;
import dev.signalbox.simulator.script.Fault;
import dev.signalbox.simulator.script.FaultSpec;
import dev.signalbox.simulator.script.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Answers one request for an answer or a count: what was asked, what goes wrong, what is said, at which pace. */
final class Answering {
    static final String FAULT = "x-simulator-fault";
    static final String PACE = "x-simulator-pace";
    static final String CACHED = "x-simulator-cached";
    private static final System.Logger LOGGER = System.getLogger(Answering.class.getName());
    private static final String FAULT_MODEL = "sim-fault-";
    private static final String MISSING_MODEL = "sim-missing";

    private final Vertx vertx;
    private final Setup setup;
    private final KnownReplies known = new KnownReplies();
    private long numbered;

    Answering(Vertx vertx, Setup setup) {
        this.vertx = vertx;
        this.setup = setup;
    }

    String nextRequestId() {
        return Seeded.id("req_", 24, setup.seed() * 31 + ++numbered);
    }

    Playback playback(HttpServerRequest request, Speaker speaker, String requestId) {
        return new Playback(vertx, request, speaker, requestId, null);
    }

    void answer(HttpServerRequest request, Place place, byte[] body) {
        Speaker speaker = place.speaker();
        Dialect dialect = speaker.dialect();
        String requestId = nextRequestId();
        LogEntry entry = arrived(request, dialect, body, requestId);
        Playback playback = new Playback(vertx, request, speaker, requestId, entry);
        try {
            dialect.checkHead(new RequestHead(request));
            KnownReplies.Key key = new KnownReplies.Key(dialect, place.address(), body);
            Asked asked = known.asked(key, () -> Asked.of(place.address(), json(body)));
            entry.asks(asked.model(), asked.stream());
            setup.log().countModel(asked.model());
            Pace pace = asked.count() ? Pace.atOnce() : pace(request, asked.model());
            Fault fault = fault(request, asked.model());
            if (!(fault instanceof Fault.None)) {
                entry.hitBy(fault.toString());
            }
            if (fault instanceof Fault.Status status) {
                playback.fail(status, asked.model());
                return;
            }
            checkModel(dialect, asked.model());
            Circumstances circumstances =
                    new Circumstances(Arrays.hashCode(body), pace.tokensPerEvent(), cached(request));
            playback.play(known.reply(key, asked, circumstances, dialect), fault, pace);
        } catch (Rejection rejection) {
            playback.play(dialect.error(rejection, requestId), Fault.none(), Pace.atOnce());
        } catch (RuntimeException bug) {
            playback.play(dialect.error(told(bug), requestId), Fault.none(), Pace.atOnce());
        }
    }

    /** A mistake of the simulator must not look like a hanging provider. */
    private static Rejection told(RuntimeException bug) {
        LOGGER.log(System.Logger.Level.ERROR, "the simulator failed", bug);
        return new Rejection(500, null, "The simulator failed: " + bug, null, null);
    }

    private LogEntry arrived(HttpServerRequest request, Dialect dialect, byte[] body, String requestId) {
        String method = request.method().name();
        return setup.log()
                .arrived(new Arrival(dialect.name(), method, request.uri(), request.headers(), body, requestId));
    }

    private static JsonNode json(byte[] body) {
        JsonNode request;
        try {
            request = Json.parse(body);
        } catch (JacksonException e) {
            throw Rejection.badRequest("The body of your request is not valid JSON: " + e.getOriginalMessage());
        }
        if (!request.isObject()) {
            throw Rejection.badRequest("The body of your request is not a JSON object.");
        }
        return request;
    }

    private void checkModel(Dialect dialect, String model) {
        boolean unlisted = setup.onlyListedModels() && !setup.models().contains(model);
        if (model.startsWith(MISSING_MODEL) || (unlisted && !model.isEmpty())) {
            throw dialect.failure(404, model, Optional.empty());
        }
    }

    private Pace pace(HttpServerRequest request, String model) {
        Pace usual = setup.paces().of(model);
        String asked = request.getHeader(PACE);
        return asked == null ? usual : orRefuse(PACE, asked, usual::changed);
    }

    private Fault fault(HttpServerRequest request, String model) {
        String asked = request.getHeader(FAULT);
        if (asked != null) {
            return orRefuse(FAULT, asked, FaultSpec::fault);
        }
        if (model.startsWith(FAULT_MODEL)) {
            return orRefuse("model", model, _ -> FaultSpec.fault(model.substring(FAULT_MODEL.length())));
        }
        return setup.faults().next(Desk.path(request), model);
    }

    private OptionalInt cached(HttpServerRequest request) {
        String asked = request.getHeader(CACHED);
        return asked == null ? setup.cachedTokens() : OptionalInt.of(orRefuse(CACHED, asked, Integer::parseInt));
    }

    private static <T> T orRefuse(String name, String text, Function<String, T> reading) {
        try {
            return reading.apply(text);
        } catch (IllegalArgumentException e) {
            throw Rejection.badRequest(name + ": " + text + ": " + e.getMessage());
        }
    }
}
