package dev.signalbox.server.edge;

import dev.signalbox.server.http.HttpRequest;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.Unreadable;
import java.util.Optional;
import java.util.Set;

/** What the address of a request says beyond its body. */
@FunctionalInterface
interface Addressing {
    /**
     * Reads the path and the query of a request.
     *
     * @throws Unreadable naming the parameter at fault
     */
    Addressed read(HttpRequest request) throws Unreadable;

    /** How a stream is framed; asked also for requests that cannot be read. */
    default Framing framing(HttpRequest request) {
        return new Framing.Events();
    }

    /** The body says it all. */
    static Addressing body() {
        return _ -> Addressed.nothing();
    }

    /** The body says it all; one that names no model means the route, where there is exactly one. */
    static Addressing onlyRoute(SettingsHolder settings) {
        return _ -> {
            Set<String> routes = settings.now().routes().keySet();
            return new Addressed(
                    routes.size() == 1 ? Optional.of(routes.iterator().next()) : Optional.empty(), false);
        };
    }

    /** Azure's deployments: the path names the model, and whatever the body says does not count. */
    static Addressing deployment() {
        return request -> new Addressed(request.variable("deployment"), false);
    }

    /** Google's models: the path names the model and says whether the answer streams, {@code alt} how it is framed. */
    record Model(boolean stream) implements Addressing {
        private static final String COLLECTION = "models/";

        @Override
        public Addressed read(HttpRequest request) throws Unreadable {
            String form = form(request);
            if (!form.equals("json") && !(stream && form.equals("sse"))) {
                throw new Unreadable("alt", "\"" + form + "\" (expected: " + (stream ? "sse or json" : "json") + ")");
            }
            return new Addressed(request.variable("model").map(Model::plain), stream);
        }

        @Override
        public Framing framing(HttpRequest request) {
            return !stream || form(request).equals("sse") ? new Framing.Events() : new Framing.Array();
        }

        /** Google's parameter, which some clients write as {@code $alt} with more behind a semicolon. */
        private static String form(HttpRequest request) {
            String alt = request.query("alt").or(() -> request.query("$alt")).orElse("json");
            return alt.split(";", 2)[0];
        }

        private static String plain(String name) {
            return name.startsWith(COLLECTION) ? name.substring(COLLECTION.length()) : name;
        }
    }

    /** The model that a path of Google's names, without the name of its collection. */
    static Optional<String> model(HttpRequest request) {
        return request.variable("model").map(Model::plain);
    }
}
