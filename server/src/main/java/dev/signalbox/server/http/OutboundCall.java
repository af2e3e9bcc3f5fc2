package dev.signalbox.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider: its connection, its request, its head, and its end. Everything but the waiting happens on the call's
 * event loop.
 */
final class OutboundCall implements ConnectionPool.Taker {
    private enum Phase {
        CONNECTING,
        AWAITING_HEAD,
        READING,
        OVER
    }

    private final ConnectionPool pool;
    private final HttpCall call;
    private final VertxLoop loop;
    private final CompletableFuture<ProviderResponse> head = new CompletableFuture<>();
    private final ResponseBody body;
    private final CallClock clock;
    private volatile HangUp.@Nullable Registration registration;

    // All below: on the loop only.
    private Phase phase = Phase.CONNECTING;
    private boolean retried;
    private boolean sent;
    private boolean written;
    private @Nullable Channel opening;
    private @Nullable PooledConnection connection;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private @Nullable ProviderResponse ready;
    private long limitNanos;
    private long lastProgress;

    OutboundCall(ConnectionPool pool, HttpCall call) {
        this.pool = pool;
        this.call = call;
        if (!(call.loop() instanceof VertxLoop own)) {
            throw new IllegalArgumentException("loop: " + call.loop() + " (expected: a loop of the client's runtime)");
        }
        this.loop = own;
        this.body = new ResponseBody(this, own);
        this.clock = new CallClock(own, call.deadlineNanos(), this::due);
    }

    ResponseBody body() {
        return body;
    }

    // ── the waiting side ──

    void begin(HangUp hangUp) {
        loop.run(this::connectFirst);
        registration = hangUp.onHangUp(() -> loop.run(this::cancel));
        if (head.isCompletedExceptionally()) {
            forgetHangUp();
        }
    }

    ProviderResponse awaitHead() throws HttpFailure {
        return await(head);
    }

    /** Waits for something of this call; an interrupt cancels the call. */
    <T> T await(CompletableFuture<T> result) throws HttpFailure {
        try {
            return result.get();
        } catch (InterruptedException e) {
            loop.run(this::cancel);
            Thread.currentThread().interrupt();
            throw new HttpFailure(HttpFailure.Kind.CANCELLED, true, "the waiting thread was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HttpFailure known) {
                throw new HttpFailure(known.kind(), known.sent(), String.valueOf(known.getMessage()), known);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    // ── the loop's side: connecting ──

    private void connectFirst() {
        if (phase == Phase.OVER) {
            return;
        }
        lastProgress = System.nanoTime();
        if (call.deadlineNanos() - lastProgress <= 0) {
            fail(HttpFailure.Kind.DEADLINE, "deadline: passed before the call began", null);
            return;
        }
        connect(false);
    }

    private void connect(boolean fresh) {
        phase = Phase.CONNECTING;
        sent = false;
        limit(lastProgress + call.connectTimeout().toNanos());
        pool.wish(new ConnectionPool.Wish(call.origin(), loop, call.connectTimeout(), this), fresh);
    }

    @Override
    public void opening(Channel channel) {
        opening = channel;
    }

    @Override
    public boolean take(PooledConnection taken) {
        if (phase != Phase.CONNECTING) {
            return false;
        }
        connection = taken;
        opening = null;
        phase = Phase.AWAITING_HEAD;
        loop.context()
                .dispatch(() -> taken.connection().request(requestOptions()).onComplete(made -> {
                    if (made.succeeded()) {
                        send(made.result());
                    } else {
                        broken(made.cause());
                    }
                }));
        return true;
    }

    @Override
    public void failed(Throwable cause) {
        if (phase != Phase.CONNECTING) {
            return;
        }
        HttpFailure.Kind kind = switch (cause) {
            case ConnectTimeoutException _, TimeoutException _ -> HttpFailure.Kind.CONNECT_TIMEOUT;
            case SSLException _ -> HttpFailure.Kind.TLS;
            default -> cause.getCause() instanceof SSLException ? HttpFailure.Kind.TLS : HttpFailure.Kind.CONNECT;
        };
        fail(kind, "connection to " + call.origin() + ": " + cause.getMessage(), cause);
    }

    private RequestOptions requestOptions() {
        Origin origin = call.origin();
        return new RequestOptions()
                .setMethod(HttpMethod.valueOf(call.method()))
                .setHost(origin.host())
                .setPort(origin.port())
                .setSsl(origin.secure())
                .setURI(call.target())
                .setFollowRedirects(false);
    }

    // ── sending ──

    private void send(HttpClientRequest made) {
        if (phase != Phase.AWAITING_HEAD) {
            made.reset();
            return;
        }
        request = made;
        try {
            VertxHeaders.copy(call.headers().without("host"), made.headers());
        } catch (IllegalArgumentException e) {
            fail(HttpFailure.Kind.PROTOCOL, "request: a field cannot be sent", e);
            return;
        }
        if (!call.headers().contains("accept-encoding")) {
            made.putHeader("accept-encoding", "identity");
        }
        sent = true;
        written = false;
        lastProgress = System.nanoTime();
        limit(lastProgress + call.firstByte().toNanos());
        made.exceptionHandler(this::broken);
        made.response().onComplete(arrived -> {
            if (arrived.succeeded()) {
                headArrived(arrived.result());
            } else {
                broken(arrived.cause());
            }
        });
        (call.body().length == 0 ? made.end() : made.end(ServedRequest.wrap(call.body())))
                .onComplete(done -> written = done.succeeded());
    }

    /** The connection failed; before the head on a kept connection that may only mean that it was stale. */
    private void broken(Throwable cause) {
        if (phase == Phase.OVER) {
            return;
        }
        PooledConnection used = connection;
        boolean garbage = cause instanceof DecoderException || cause instanceof IllegalArgumentException;
        if (phase == Phase.AWAITING_HEAD && used != null && used.used() && !retried && !garbage) {
            retried = true;
            release(false);
            lastProgress = System.nanoTime();
            connect(true);
            return;
        }
        HttpFailure.Kind kind = garbage ? HttpFailure.Kind.PROTOCOL : HttpFailure.Kind.CUT;
        fail(kind, "connection to " + call.origin() + ": " + cause.getMessage(), cause);
    }

    // ── reading ──

    private void headArrived(HttpClientResponse arrived) {
        if (phase != Phase.AWAITING_HEAD) {
            return;
        }
        phase = Phase.READING;
        response = arrived;
        lastProgress = System.nanoTime();
        limit(lastProgress + call.betweenBytes().toNanos());
        arrived.exceptionHandler(this::broken);
        arrived.handler(this::bytes);
        arrived.endHandler(_ -> ended());
        ready = new ProviderResponse(this, arrived.statusCode(), VertxHeaders.from(arrived.headers()));
        // Only after what was read with the head: a short body is then complete when the waiting thread wakes up.
        loop.context().nettyEventLoop().execute(this::completeHead);
    }

    private void completeHead() {
        if (ready != null) {
            head.complete(ready);
        }
    }

    private void bytes(Buffer piece) {
        if (phase == Phase.READING) {
            lastProgress = System.nanoTime();
            body.add(piece);
        }
    }

    private void ended() {
        if (phase != Phase.READING) {
            return;
        }
        phase = Phase.OVER;
        clock.stop();
        forgetHangUp();
        release(written);
        body.end();
    }

    /** The body is wanted whole by this time. */
    void wholeWanted(long untilNanos) {
        if (phase == Phase.READING) {
            limit(body.earliest(untilNanos));
        }
    }

    /** Reads on from the provider, or stops reading. */
    void readOn(boolean on) {
        HttpClientResponse from = response;
        if (from == null || phase != Phase.READING) {
            return;
        }
        if (on) {
            lastProgress = System.nanoTime();
            from.resume();
        } else {
            from.pause();
        }
    }

    // ── ending ──

    void close() {
        if (body.settled()) {
            return;
        }
        loop.run(() -> {
            body.forget();
            cancel();
        });
    }

    private void cancel() {
        if (phase != Phase.OVER) {
            fail(HttpFailure.Kind.CANCELLED, "cancelled: nobody waits for the answer", null);
        }
    }

    private void fail(HttpFailure.Kind kind, String message, @Nullable Throwable cause) {
        abandon(cause == null ? new HttpFailure(kind, sent, message) : new HttpFailure(kind, sent, message, cause));
    }

    /** Ends the call for this reason; if it has ended already, only its body. */
    void abandon(HttpFailure why) {
        Phase before = phase;
        phase = Phase.OVER;
        clock.stop();
        forgetHangUp();
        switch (before) {
            case CONNECTING -> {
                pool.withdraw(this);
                closeOpening();
            }
            case AWAITING_HEAD, READING -> drop();
            case OVER -> {}
        }
        completeHead();
        head.completeExceptionally(why);
        body.fail(why);
    }

    /** Past the TLS handler, which would first try to end its handshake in good order. */
    private void closeOpening() {
        Channel channel = opening;
        if (channel != null) {
            channel.unsafe().close(channel.voidPromise());
        }
    }

    private void drop() {
        PooledConnection used = connection;
        HttpClientRequest begun = request;
        if (used != null && !used.exclusive() && begun != null) {
            begun.reset();
        }
        release(false);
    }

    private void release(boolean reusable) {
        PooledConnection used = connection;
        if (used != null) {
            connection = null;
            used.markUsed();
            pool.release(used, reusable);
        }
    }

    private void forgetHangUp() {
        HangUp.Registration known = registration;
        if (known != null) {
            known.cancel();
        }
    }

    // ── time ──

    private void limit(long nanos) {
        limitNanos = nanos;
        clock.limit(nanos);
    }

    private void due() {
        if (phase == Phase.OVER) {
            return;
        }
        long now = System.nanoTime();
        if (now - call.deadlineNanos() >= 0) {
            fail(HttpFailure.Kind.DEADLINE, "deadline: passed", null);
            return;
        }
        if (phase == Phase.READING) {
            long from = body.paused() ? now : lastProgress;
            limitNanos = body.earliest(from + call.betweenBytes().toNanos());
        }
        if (now - limitNanos < 0) {
            clock.limit(limitNanos);
            return;
        }
        switch (phase) {
            case CONNECTING ->
                fail(HttpFailure.Kind.CONNECT_TIMEOUT, "no connection in " + call.connectTimeout(), null);
            case AWAITING_HEAD ->
                fail(HttpFailure.Kind.FIRST_BYTE_TIMEOUT, "no response head in " + call.firstByte(), null);
            case READING -> fail(HttpFailure.Kind.READ_TIMEOUT, "no further byte in time", null);
            case OVER -> {}
        }
    }
}
