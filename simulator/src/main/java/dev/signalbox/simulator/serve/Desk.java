package dev.signalbox.simulator.serve;

import dev.signalbox.simulator.dialect.Dialect;
import dev.signalbox.simulator.dialect.Rejection;
import dev.signalbox.simulator.dialect.Reply;
import dev.signalbox.simulator.script.Fault;
import dev.signalbox.simulator.script.Pace;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a request, reads its body, and hands it to whoever answers its path. Paths may have any prefix. */
final class Desk {
    private static final Pattern MODELS = Pattern.compile("/v1(beta)?/models(/|$)");

    private final Setup setup;
    private final Switchboard switchboard;
    private final Answering answering;
    private final Admin admin;

    Desk(Vertx vertx, Setup setup) {
        this.setup = setup;
        this.switchboard = new Switchboard(setup.voices());
        this.answering = new Answering(vertx, setup);
        this.admin = new Admin(setup);
    }

    void receive(HttpServerRequest request) {
        request.exceptionHandler(_ -> {}); // a client that leaves while it sends was never served
        String path = path(request);
        if (path.startsWith("/simulator/")) {
            read(request, body -> admin.serve(request, body), () -> admin.tooLarge(request));
        } else if (request.method().equals(HttpMethod.POST)) {
            post(request, path);
        } else if (request.method().equals(HttpMethod.GET)) {
            get(request, path);
        } else {
            unknown(request);
        }
    }

    /** The path without its query; empty for a request line that has none. */
    static String path(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "" : path;
    }

    private void post(HttpServerRequest request, String path) {
        Place place = switchboard.posted(request, path).orElse(null);
        if (place == null) {
            unknown(request);
        } else {
            read(request, body -> answering.answer(request, place, body), () -> tooLarge(request, place.speaker()));
        }
    }

    private void get(HttpServerRequest request, String path) {
        Matcher models = MODELS.matcher(path);
        if (path.equals("/healthz")) {
            request.response().end("ok\n");
        } else if (!models.find()) {
            unknown(request);
        } else {
            Speaker speaker = switchboard.other(request, path);
            Dialect dialect = speaker.dialect();
            String rest = path.substring(models.end());
            if (rest.isEmpty()) {
                small(request, speaker, () -> dialect.models(setup.models()));
            } else {
                small(request, speaker, () -> oneModel(dialect, rest));
            }
        }
    }

    private Reply.Whole oneModel(Dialect dialect, String model) {
        if (!setup.models().contains(model)) {
            throw dialect.failure(404, model, Optional.empty());
        }
        return dialect.model(model);
    }

    private void unknown(HttpServerRequest request) {
        small(request, switchboard.other(request, path(request)), () -> {
            String message = "Invalid URL (" + request.method() + " " + request.path() + ")";
            throw new Rejection(404, null, message, null, null);
        });
    }

    private void tooLarge(HttpServerRequest request, Speaker speaker) {
        small(request, speaker, () -> {
            throw speaker.dialect().failure(413, "", Optional.empty());
        });
    }

    /** Answers at once what needs no model. */
    private void small(HttpServerRequest request, Speaker speaker, Supplier<Reply.Whole> reply) {
        String requestId = answering.nextRequestId();
        Playback playback = answering.playback(request, speaker, requestId);
        try {
            speaker.dialect().checkHead(new RequestHead(request));
            playback.play(reply.get(), Fault.none(), Pace.atOnce());
        } catch (Rejection rejection) {
            playback.play(speaker.dialect().error(rejection, requestId), Fault.none(), Pace.atOnce());
        }
    }

    private void read(HttpServerRequest request, Consumer<byte[]> whole, Runnable tooLarge) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= setup.maxBodyBytes()) {
                body.appendBuffer(chunk);
            } else {
                request.handler(_ -> {}).endHandler(_ -> {});
                tooLarge.run();
            }
        });
        request.endHandler(_ -> whole.accept(body.getBytes()));
    }
}
