package dev.signalbox.server.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One request from its head to the last byte of its answer. All fields without another word belong to the event loop.
 *
 * <p>Its bytes count as in flight until both the answer is over and the endpoint has returned, for either may still read
 * them.
 */
final class ServedRequest implements HttpResponse {
    /** How long a refused caller may go on sending, so that it reads the refusal instead of a reset. */
    private static final long DISCARD_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** A refused body up to this length is read to its end, so that the connection can be kept. */
    private static final long DISCARDED_BYTES = 64 * 1024;

    /** The caller reads a truncated answer as an error; see RFC 9113, section 7. */
    private static final long INTERNAL_ERROR_OF_HTTP2 = 2;

    private final ServerLoop server;
    private final CallerConnection connection;
    private final HttpServerRequest request;
    private final HttpServerResponse answer;
    private final HangUpSignal hangUp = new HangUpSignal();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger users = new AtomicInteger(2);
    private final HttpRequest.Builder head;
    private @Nullable BodyIntake intake;
    private volatile @Nullable StreamedAnswer streamed;
    private boolean complete;
    private boolean handed;
    private boolean written;
    private boolean over;
    private boolean closes;
    private long discardsUntil;

    ServedRequest(ServerLoop server, CallerConnection connection, HttpServerRequest request) {
        this.server = server;
        this.connection = connection;
        this.request = request;
        this.answer = request.response();
        this.head = HttpRequest.builder(request.method().name(), target(request.uri()))
                .headers(VertxHeaders.from(request.headers()))
                .remoteAddress(String.valueOf(request.remoteAddress()))
                .hangUp(hangUp);
    }

    /** The path and query of a request target, which may be an absolute URI (RFC 9112, section 3.2.2). */
    private static String target(@Nullable String uri) {
        if (uri == null || uri.isEmpty()) {
            return "/";
        }
        int scheme = uri.startsWith("/") ? -1 : uri.indexOf("://");
        if (scheme < 0) {
            return uri;
        }
        int path = uri.indexOf('/', scheme + 3);
        return path < 0 ? "/" : uri.substring(path);
    }

    ServerLoop server() {
        return server;
    }

    HttpServerResponse answer() {
        return answer;
    }

    void arrive() {
        start();
        HttpRequest known = head.build(server.loop());
        request.endHandler(_ -> received());
        Optional<Refusal> refusal = refusal(known);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        switch (server.endpoints().find(known.method(), known.path())) {
            case Endpoints.Match.Nothing() -> refuse(Refusal.NOT_FOUND);
            case Endpoints.Match.OtherMethods(String allowed) ->
                refuse(Refusal.METHOD_NOT_ALLOWED, Headers.of("allow", allowed));
            case Endpoints.Match.Found(Endpoints.Entry entry, Map<String, String> variables) -> {
                head.variables(variables);
                // Who asks after health while the server comes to rest must hear that it does.
                if (server.load().draining() && !entry.immediate()) {
                    refuse(Refusal.DRAINING);
                } else {
                    receive(entry, known.headers());
                }
            }
        }
    }

    /** Answers a head that could not be parsed. */
    void invalid() {
        start();
        Throwable cause = request.decoderResult().cause();
        refuse(
                cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException
                        ? Refusal.HEADERS_TOO_LARGE
                        : Refusal.MALFORMED_REQUEST);
    }

    private void start() {
        connection.started(this);
        server.load().requestStarted();
        answer.closeHandler(_ -> {
            // A stream of HTTP/2 closes after its last byte as well, before the end is reported.
            if (!connection.multiplexed() || !answer.ended()) {
                gone();
            }
        });
        answer.exceptionHandler(_ -> gone());
        request.exceptionHandler(this::broken);
    }

    private void broken(Throwable cause) {
        // What could not be parsed is answered by invalid() and malformed(); everything else means that nobody is
        // there.
        if (!(cause instanceof IllegalArgumentException)) {
            gone();
        }
    }

    /** Ends a request whose body could not be parsed. */
    void malformed() {
        complete = true;
        closes = true;
        refuse(Refusal.MALFORMED_REQUEST);
    }

    private Optional<Refusal> refusal(HttpRequest known) {
        if (!known.isDecodable()) {
            return Optional.of(Refusal.MALFORMED_REQUEST);
        }
        String encoding = known.headers().first("content-encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return Optional.of(Refusal.UNSUPPORTED_ENCODING);
        }
        String expected = known.headers().first("expect").orElse("100-continue");
        return expected.equalsIgnoreCase("100-continue") ? Optional.empty() : Optional.of(Refusal.EXPECTATION_FAILED);
    }

    private void receive(Endpoints.Entry entry, Headers headers) {
        BodyIntake made = new BodyIntake(this, entry);
        intake = made;
        Optional<Refusal> tooMuch =
                made.announce(headers.first("content-length").orElse(""));
        if (tooMuch.isPresent()) {
            refuse(tooMuch.get());
            return;
        }
        request.handler(bytes -> made.add(bytes).ifPresent(this::refuse));
        if (made.isLarge()) {
            makeRoom(made);
        }
        if (headers.contains("expect")) {
            answer.writeContinue();
        }
    }

    private void makeRoom(BodyIntake large) {
        request.pause();
        Thread.startVirtualThread(() -> {
            byte[] room = large.makeRoom();
            server.loop().run(() -> {
                large.room(room);
                request.resume();
            });
        });
    }

    private void received() {
        complete = true;
        BodyIntake made = intake;
        if (over || begun.get() || made == null) {
            if (written) {
                finished();
            }
            return;
        }
        handed = true;
        Endpoints.Entry entry = made.entry();
        if (entry.immediate() && entry.immediate(head.build(server.loop()))) {
            serve(entry.endpoint(), made);
        } else {
            Thread.startVirtualThread(() -> serve(entry.endpoint(), made));
        }
    }

    private void serve(Endpoint endpoint, BodyIntake body) {
        try {
            endpoint.serve(head.body(body.join()).build(server.loop()), this);
            if (!begun.get() && !hangUp.happened()) {
                fail(new IllegalStateException("endpoint returned without an answer"));
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            leave();
        }
    }

    private void fail(Throwable cause) {
        if (hangUp.happened()) {
            return;
        }
        server.load().observer().failed(cause);
        StreamedAnswer stream = streamed;
        if (stream != null) {
            stream.abort();
        } else if (!begun.get()) {
            server.loop().run(() -> refuse(Refusal.INTERNAL_ERROR));
        }
    }

    private void refuse(Refusal reason) {
        Headers retry = reason == Refusal.OVERLOADED ? Headers.of("retry-after", "1") : Headers.empty();
        refuse(reason, retry);
    }

    private void refuse(Refusal reason, Headers more) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        server.load().observer().rejected(reason);
        if (!handed && intake != null) {
            intake.drop();
        }
        Rejections.Rejection words =
                server.rejections().reject(head.build(server.loop()), reason.status(), reason.code(), reason.message());
        if (!complete) {
            discardsUntil = System.nanoTime() + DISCARD_NANOS;
            closes = !connection.multiplexed() && (reason == Refusal.REQUEST_TIMEOUT || !endsSoon());
            request.handler(_ -> {});
        }
        send(reason.status(), words.headers().plus(more), words.body());
    }

    /** Whether what is left of the request is nothing or so little that it is better read than cut. */
    private boolean endsSoon() {
        if (!request.decoderResult().isSuccess() || request.headers().contains("transfer-encoding")) {
            return false;
        }
        String length = request.getHeader("content-length");
        try {
            return length == null
                    || (Long.parseLong(length) <= DISCARDED_BYTES
                            && !request.headers().contains("expect"));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public void whole(int status, Headers headers, byte[] body) {
        begin();
        server.loop().run(() -> send(status, headers, body));
    }

    @Override
    public StreamingBody stream(int status, Headers headers) {
        begin();
        StreamedAnswer stream = new StreamedAnswer(this);
        streamed = stream;
        server.loop().run(() -> {
            if (over) {
                stream.over(Optional.of(new IllegalStateException("caller hung up")));
            } else {
                head(status, headers);
                answer.setChunked(request.version() != HttpVersion.HTTP_1_0 && !isHead());
            }
        });
        return stream;
    }

    @Override
    public boolean begun() {
        return begun.get();
    }

    private void begin() {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException("answer: begun twice (expected: once)");
        }
    }

    private void head(int status, Headers headers) {
        answer.setStatusCode(status);
        VertxHeaders.copy(headers, answer.headers());
        if (!connection.multiplexed() && (server.load().draining() || closes)) {
            answer.putHeader("connection", "close");
        }
    }

    boolean isHead() {
        return request.method().equals(HttpMethod.HEAD);
    }

    private void send(int status, Headers headers, byte[] body) {
        if (over) {
            return;
        }
        try {
            head(status, headers);
            if (isHead()) {
                answer.putHeader("content-length", Integer.toString(body.length));
                answer.end().onComplete(_ -> written());
            } else {
                answer.end(wrap(body)).onComplete(_ -> written());
            }
        } catch (RuntimeException e) {
            // Fields that cannot be written: the caller must not wait for an answer that will not come.
            server.load().observer().failed(e);
            cut();
        }
    }

    static Buffer wrap(byte[] bytes) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }

    /** Gives an answer up so that the caller notices. */
    void cut() {
        if (over) {
            return;
        }
        end();
        if (connection.multiplexed()) {
            answer.reset(INTERNAL_ERROR_OF_HTTP2);
        } else {
            connection.close();
        }
    }

    /** The answer is over: its last byte was written, or it was given up. */
    void finished() {
        if (over) {
            return;
        }
        end();
        if (closes) {
            connection.close();
        }
    }

    private void written() {
        written = true;
        if (complete || discardsUntil == 0) {
            finished();
        }
    }

    /** The caller's connection or stream closed. */
    void gone() {
        if (over) {
            return;
        }
        if (discardsUntil == 0) {
            server.load().observer().hungUp();
        }
        end();
        hangUp.report();
        StreamedAnswer stream = streamed;
        if (stream != null) {
            stream.over(Optional.of(new IllegalStateException("caller hung up")));
        }
        if (!complete) {
            leave();
        }
    }

    private void end() {
        over = true;
        connection.finished(this);
        server.load().requestFinished();
        leave();
    }

    private void leave() {
        BodyIntake made = intake;
        if (users.decrementAndGet() == 0 && made != null) {
            made.release();
        }
    }

    /** Applies the limits of time. */
    void check(long now) {
        if (discardsUntil != 0) {
            if (now - discardsUntil > 0) {
                cut();
            }
        } else if (!complete && intake != null && intake.tooSlow(now)) {
            refuse(Refusal.REQUEST_TIMEOUT);
        }
    }
}
