package dev.signalbox.server.pipeline;

import dev.signalbox.server.exchange.Account;
import dev.signalbox.server.exchange.Attempted;
import dev.signalbox.server.exchange.Ending;
import dev.signalbox.server.exchange.Frame;
import dev.signalbox.server.exchange.Learned;
import dev.signalbox.server.exchange.ModelSelection;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Tap;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.sse.SseEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds to an answer what its learned route made of the request, in Azure's form: to a whole one at its end, to a streamed one
 * with the event that tells why the model stopped.
 */
final class SelectionDetails {
    private static final String FIELD = "model_selection_details";

    private SelectionDetails() {}

    /**
     * The answer with the details.
     *
     * @param millis from the plan to the answer, or its first content
     */
    static Reply in(Reply reply, Learned learned, Account account, String dialect, long millis) {
        Json.Obj details = details(learned.selection(), account.attempted(), millis);
        return switch (reply) {
            case Reply.Whole whole -> new Reply.Whole(patched(whole.body(), details), whole.served(), whole.measured());
            case Reply.Streaming streaming -> streaming.tapped(new AtTheStop(dialect, details));
        };
    }

    private static Json.Obj details(ModelSelection selection, List<Attempted> attempted, long millis) {
        Json attempts =
                Json.array(attempted.stream().map(SelectionDetails::attempt).toList());
        Json.Obj trace = Json.object(o -> o.put("latency_ms", millis).put("attempts", attempts));
        ModelSelection.Affinity affinity = selection.affinity();
        return Json.object(o -> o.put(
                "model_router_details",
                Json.object(router -> router.put("mode", selection.mode())
                        .put("routing_trace", Json.array(List.of(trace)))
                        .put(
                                "session_affinity",
                                Json.object(session -> session.put("mode", affinity.strategy())
                                        .maybe("source", affinity.source().map(Json::text))
                                        .maybe("decision", affinity.decision().map(Json::text)))))));
    }

    /** The attempt that is not over is the one that answers. */
    private static Json.Obj attempt(Attempted attempt) {
        return Json.object(o -> o.put("model", attempt.model()).put("result", Json.object(result -> {
            if (!attempt.over()) {
                result.put("status", 200);
            }
            attempt.status().ifPresent(status -> result.put("status", status));
            attempt.error()
                    .ifPresent(code -> result.put(
                            "error",
                            Json.object(error -> error.put("code", code).put("message", message(attempt)))));
        })));
    }

    private static String message(Attempted attempt) {
        return attempt.status().isPresent()
                ? "the provider answered with " + attempt.status().getAsInt()
                : "no answer came";
    }

    private static byte[] patched(byte[] body, Json.Obj details) {
        try {
            return JsonFields.of(body).patched(Map.of(FIELD, Optional.of(details)));
        } catch (JsonProblem e) {
            return body; // no answer that could hold it
        }
    }

    /** Adds the details to the event in which the model stops. */
    private static final class AtTheStop implements Tap {
        private final String dialect;
        private final Json.Obj details;
        private boolean told;

        AtTheStop(String dialect, Json.Obj details) {
            this.dialect = dialect;
            this.details = details;
        }

        @Override
        public List<Frame> on(Frame frame) {
            if (told || !stops(frame.event())) {
                return List.of(frame);
            }
            told = true;
            byte[] data = frame.event().data();
            byte[] more = inside() ? insideResponse(data) : patched(data, details);
            return List.of(new Frame(SseEvent.of(frame.event().name(), more), frame.mark()));
        }

        /** The Responses API tells its answer as a field of the last event. */
        private boolean inside() {
            return dialect.equals("openai-responses");
        }

        private byte[] insideResponse(byte[] data) {
            try {
                Json.Obj event = JsonCodec.readObject(data);
                return event.object("response")
                        .map(response -> JsonCodec.write(event.with("response", response.with(FIELD, details))))
                        .orElse(data);
            } catch (JsonProblem e) {
                return data;
            }
        }

        private boolean stops(SseEvent event) {
            return switch (dialect) {
                case "openai-responses" ->
                    event.name() != null
                            && List.of("response.completed", "response.incomplete", "response.failed")
                                    .contains(event.name());
                case "anthropic" -> "message_delta".equals(event.name());
                case "gemini" -> event.contains("\"finishReason\"");
                case "openai" -> event.contains("\"finish_reason\"") && finishes(event);
                default -> false;
            };
        }

        private static boolean finishes(SseEvent event) {
            try {
                return JsonCodec.readObject(event.data()).items("choices").stream()
                        .anyMatch(choice -> choice instanceof Json.Obj object
                                && object.text("finish_reason").isPresent());
            } catch (JsonProblem e) {
                return false;
            }
        }

        @Override
        public List<Frame> end(Ending ending) {
            return List.of();
        }
    }
}
