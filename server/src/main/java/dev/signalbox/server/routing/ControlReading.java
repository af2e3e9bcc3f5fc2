package dev.signalbox.server.routing;

import dev.signalbox.learn.choice.Mode;
import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.AffinityStrategy;
import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the wishes of one request for its learned route: Azure's {@code routing_config} in the body, and header fields that
 * say the same. What the body says goes before what a header says.
 */
final class ControlReading {
    static final String FIELD = "routing_config";

    private static final String HEADER = "x-signalbox-router-";
    private static final String DETAILS = HEADER + "details";
    private static final String FEATURES = "foundry-features";
    private static final String FEATURE = "ModelRouterControls=V1Preview";
    private static final List<String> SESSION_HEADERS = List.of("x-signalbox-session-id", "x-ms-session-id");
    private static final List<String> KNOWN = List.of("mode", "models", "require_parameters", "session_affinity");
    private static final List<String> KNOWN_AFFINITY = List.of("strategy", "session_id");
    private static final int MOST_MODELS = 200;
    private static final int LONGEST_SESSION = 256;

    private final Headers headers;
    private final Optional<Json.Obj> body;

    private ControlReading(Headers headers, Optional<Json.Obj> body) {
        this.headers = headers;
        this.body = body;
    }

    /**
     * The wishes of this request.
     *
     * @throws Refused if one cannot be read (400)
     */
    static Controls of(Exchange exchange) {
        Optional<Json> written = exchange.envelope().fields().value(FIELD);
        Optional<Json.Obj> body =
                written.filter(value -> !(value instanceof Json.Null)).map(value -> object(FIELD, value, KNOWN));
        return new ControlReading(exchange.headers(), body).read(written.isPresent());
    }

    private Controls read(boolean inBody) {
        Optional<Json.Obj> affinity = value(body, "session_affinity")
                .map(value -> object(FIELD + ".session_affinity", value, KNOWN_AFFINITY));
        return new Controls(
                text(body, FIELD, "mode")
                        .or(() -> header("mode"))
                        .map(said -> said.one(Mode.values(), mode -> mode.name().toLowerCase(Locale.ROOT))),
                models(),
                requireParameters(),
                text(affinity, FIELD + ".session_affinity", "strategy")
                        .or(() -> header("affinity"))
                        .map(said -> said.one(AffinityStrategy.values(), AffinityStrategy::word)),
                session(affinity),
                told(),
                inBody);
    }

    /** A word and where it stands. */
    private record Said(String place, String word) {
        <T> T one(T[] values, Function<T, String> name) {
            return Arrays.stream(values)
                    .filter(value -> name.apply(value).equals(word.trim()))
                    .findFirst()
                    .orElseThrow(() -> refused(
                            place,
                            Failure.shown(word),
                            "one of ",
                            Arrays.stream(values).map(name).toList(),
                            word.trim()));
        }
    }

    private Optional<List<String>> models() {
        String place = FIELD + ".models";
        Optional<Json> written = value(body, "models");
        if (written.isPresent()) {
            if (!(written.get() instanceof Json.Arr(List<Json> items))) {
                throw refused(place, "no array", "an array of names of models");
            }
            List<String> names = new ArrayList<>();
            for (Json item : items) {
                names.add(name(item, place + "[" + names.size() + "]"));
            }
            return Optional.of(some(place, names));
        }
        return header("models")
                .map(said -> some(
                        said.place,
                        Arrays.stream(said.word.split(",", -1))
                                .map(String::trim)
                                .toList()));
    }

    /** As a word, or as Azure's deployments name a model. */
    private static String name(Json item, String place) {
        return switch (item) {
            case Json.Text(String name) -> name;
            case Json.Obj model
            when model.text("name").isPresent() -> model.text("name").get();
            case Json.Obj _, Json.Arr _, Json.Num _, Json.Bool _, Json.Null _ ->
                throw refused(place, "no name", "the name of a model");
        };
    }

    private static List<String> some(String place, List<String> names) {
        if (names.isEmpty() || names.size() > MOST_MODELS) {
            throw refused(place, names.size() + " models", "1 to " + MOST_MODELS + " names of models");
        }
        return List.copyOf(names);
    }

    private Optional<Boolean> requireParameters() {
        Optional<Json> written = value(body, "require_parameters");
        if (written.isPresent()) {
            if (!(written.get() instanceof Json.Bool(boolean value))) {
                throw refused(FIELD + ".require_parameters", "no boolean", "true or false");
            }
            return Optional.of(value);
        }
        return header("require-parameters").map(said -> said.one(new Boolean[] {true, false}, String::valueOf));
    }

    /** What cannot be the name of a conversation is none, and never a mistake: affinity must not fail a request. */
    private Optional<Controls.Named> session(Optional<Json.Obj> affinity) {
        return affinity.flatMap(object -> object.text("session_id"))
                .filter(ControlReading::names)
                .map(id -> new Controls.Named(id, "session_id"))
                .or(() -> SESSION_HEADERS.stream()
                        .flatMap(name -> headers.first(name).stream())
                        .filter(ControlReading::names)
                        .findFirst()
                        .map(id -> new Controls.Named(id, "header")));
    }

    private static boolean names(String id) {
        return !id.isBlank() && id.codePointCount(0, id.length()) <= LONGEST_SESSION;
    }

    private boolean told() {
        boolean feature = headers.all(FEATURES).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .anyMatch(one -> one.trim().equalsIgnoreCase(FEATURE));
        return headers.first(DETAILS)
                .map(word -> new Said(DETAILS, word).one(new Boolean[] {true, false}, String::valueOf))
                .orElse(feature);
    }

    private Optional<Said> header(String name) {
        return headers.first(HEADER + name).map(word -> new Said(HEADER + name, word));
    }

    private static Optional<Json> value(Optional<Json.Obj> object, String name) {
        return object.flatMap(fields -> fields.find(name));
    }

    private static Optional<Said> text(Optional<Json.Obj> object, String path, String name) {
        return value(object, name).map(value -> {
            String place = path + "." + name;
            if (value instanceof Json.Text(String word)) {
                return new Said(place, word);
            }
            throw refused(place, "no string", "a word");
        });
    }

    private static Json.Obj object(String place, Json value, List<String> known) {
        if (!(value instanceof Json.Obj object)) {
            throw refused(place, "no object", "an object with some of " + String.join(", ", known));
        }
        for (String name : object.fields().keySet()) {
            if (!known.contains(name)) {
                throw refused(place, "unknown field " + Failure.shown(name), "some of ", known, name);
            }
        }
        return object;
    }

    /** The request without what is meant for us alone. */
    static Envelope stripped(Exchange exchange) {
        Envelope asked = exchange.envelope();
        try {
            return exchange.dialect()
                    .open(
                            asked.fields().patched(Map.of(FIELD, Optional.empty())),
                            new Addressed(Optional.of(asked.model()), asked.stream()));
        } catch (Unreadable e) {
            throw new Refused(new Failure.Internal("a request cannot be read without " + FIELD), e);
        }
    }

    /** @param written for which one of these words was probably meant */
    static Refused refused(String place, String what, String manner, List<String> words, String written) {
        String near = Nearest.phrase(written, words);
        return refused(place, what, manner + String.join(", ", words) + (near.isEmpty() ? "" : "; " + near));
    }

    private static Refused refused(String place, String what, String expected) {
        return new Refused(new Failure.BadRequest(
                "invalid_routing_config", place + ": " + what + " (expected: " + expected + ")", Optional.of(place)));
    }
}
