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

/** Takes a request, reads its body, and hands it to whoever answers its path. Paths may have any prefix. */
final class Desk {
    private static final String MODELS = "/v1/models";

    private final Setup setup;
    private final Answering answering;
    private final Admin admin;

    Desk(Vertx vertx, Setup setup) {
        this.setup = setup;
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
        if (path.endsWith("/v1/chat/completions")) {
            Dialect dialect = setup.openAi();
            read(request, body -> answering.answer(request, dialect, body), () -> tooLarge(request, dialect));
        } else if (path.endsWith("/v1/messages")) {
            Dialect dialect = setup.anthropic();
            read(request, body -> answering.answer(request, dialect, body), () -> tooLarge(request, dialect));
        } else if (path.endsWith("/v1/messages/count_tokens")) {
            Dialect dialect = setup.anthropic();
            read(request, body -> answering.count(request, dialect, body), () -> tooLarge(request, dialect));
        } else {
            unknown(request);
        }
    }

    private void get(HttpServerRequest request, String path) {
        int models = path.lastIndexOf(MODELS);
        if (path.equals("/healthz")) {
            request.response().end("ok\n");
        } else if (models < 0) {
            unknown(request);
        } else {
            Dialect dialect = speaks(request);
            String rest = path.substring(models + MODELS.length());
            if (rest.isEmpty()) {
                small(request, dialect, () -> dialect.models(setup.models()));
            } else {
                small(request, dialect, () -> oneModel(dialect, rest.substring(1)));
            }
        }
    }

    private Reply.Whole oneModel(Dialect dialect, String model) {
        if (!setup.models().contains(model)) {
            throw dialect.failure(404, model, Optional.empty());
        }
        return dialect.model(model);
    }

    private Dialect speaks(HttpServerRequest request) {
        return request.getHeader("anthropic-version") == null ? setup.openAi() : setup.anthropic();
    }

    private void unknown(HttpServerRequest request) {
        Dialect dialect = speaks(request);
        small(request, dialect, () -> {
            String message = "Invalid URL (" + request.method() + " " + request.path() + ")";
            throw new Rejection(404, null, message, null, null);
        });
    }

    private void tooLarge(HttpServerRequest request, Dialect dialect) {
        small(request, dialect, () -> {
            throw dialect.failure(413, "", Optional.empty());
        });
    }

    /** Answers at once what needs no model. */
    private void small(HttpServerRequest request, Dialect dialect, Supplier<Reply.Whole> reply) {
        String requestId = answering.nextRequestId();
        Playback playback = answering.playback(request, dialect, requestId);
        try {
            dialect.checkHead(request::getHeader);
            playback.play(reply.get(), Fault.none(), Pace.atOnce());
        } catch (Rejection rejection) {
            playback.play(dialect.error(rejection, requestId), Fault.none(), Pace.atOnce());
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
