package dev.signalbox.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One call to a provider from its first byte to its last. Everything but the waiting happens on the call's event loop. The body
 * is collected from the moment of the head, up to {@link #ROOM}, so that a short answer costs no further hand-over.
 */
final class OutboundCall implements ConnectionPool.Taker {
    /** Bytes that are kept for a reader who has not asked yet. */
    private static final int ROOM = 256 * 1024;

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
    private final AtomicBoolean claimed = new AtomicBoolean();
    private volatile HangUp.@Nullable Registration registration;

    /** Set when the whole body is kept and nobody has asked for it; then it belongs to whoever claims it. */
    private volatile boolean allHere;

    /** Set when nothing is left that a close could stop. */
    private volatile boolean settled;

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
    private final ArrayDeque<Buffer> kept = new ArrayDeque<>(2);
    private int keptBytes;
    private boolean bodyEnded;
    private boolean pausedByReader;
    private boolean pausedByUs;
    private @Nullable HttpFailure failure;
    private @Nullable BodyListener listener;
    private @Nullable WholeBody whole;
    private long limitNanos;
    private long lastProgress;
    private long armedFor;
    private EventLoop.@Nullable Timer timer;

    OutboundCall(ConnectionPool pool, HttpCall call) {
        this.pool = pool;
        this.call = call;
        if (!(call.loop() instanceof VertxLoop own)) {
            throw new IllegalArgumentException("loop: " + call.loop() + " (expected: a loop of the client's runtime)");
        }
        this.loop = own;
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

    byte[] awaitWhole(int maxBytes, Duration timeout) throws HttpFailure {
        claimBody();
        if (allHere) {
            return join(maxBytes);
        }
        WholeBody wanted = new WholeBody(maxBytes);
        loop.run(() -> read(wanted, System.nanoTime() + timeout.toNanos()));
        return await(wanted.result);
    }

    private void claimBody() {
        if (!claimed.compareAndSet(false, true)) {
            throw new IllegalStateException("body: read twice (expected: once)");
        }
    }

    /** The body that had arrived before anybody asked: the loop does not touch it any more. */
    private byte[] join(int maxBytes) throws HttpFailure {
        if (keptBytes > maxBytes) {
            throw new HttpFailure(HttpFailure.Kind.TOO_LARGE, true, "body: more than " + maxBytes + " bytes");
        }
        if (kept.size() == 1) {
            return kept.remove().getBytes();
        }
        byte[] joined = new byte[keptBytes];
        int at = 0;
        for (Buffer piece : kept) {
            piece.getBytes(joined, at);
            at += piece.length();
        }
        return joined;
    }

    private <T> T await(CompletableFuture<T> result) throws HttpFailure {
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
        sent = true;
        written = false;
        VertxHeaders.copy(call.headers().without("host"), made.headers());
        if (!call.headers().contains("accept-encoding")) {
            made.putHeader("accept-encoding", "identity");
        }
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
        if (phase == Phase.OVER || bodyEnded) {
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
        if (phase != Phase.READING) {
            return;
        }
        lastProgress = System.nanoTime();
        if (whole != null) {
            addToWhole(whole, piece);
        } else if (listener != null && kept.isEmpty() && !pausedByReader) {
            give(listener, piece);
        } else {
            kept.add(piece);
            keptBytes += piece.length();
            if (keptBytes > ROOM) {
                pausedByUs = true;
                applyPause();
            }
        }
    }

    private void ended() {
        if (phase != Phase.READING) {
            return;
        }
        bodyEnded = true;
        stopClock();
        forgetHangUp();
        release(written);
        if (whole == null && listener == null) {
            settled = true;
            allHere = true;
        } else {
            deliver();
        }
    }

    private void read(WholeBody wanted, long untilNanos) {
        whole = wanted;
        if (phase == Phase.READING && !bodyEnded) {
            wanted.untilNanos = untilNanos;
            limit(untilNanos);
        }
        deliver();
    }

    void stream(BodyListener wanted) {
        claimBody();
        loop.run(() -> {
            listener = wanted;
            settled = false;
            deliver();
        });
    }

    /** Hands over what is kept, and then the end or the failure: what arrived before a cut is not lost with it. */
    private void deliver() {
        while (!kept.isEmpty() && (whole != null || (listener != null && !pausedByReader))) {
            Buffer piece = kept.remove();
            keptBytes -= piece.length();
            if (whole != null) {
                addToWhole(whole, piece);
            } else if (listener != null) {
                give(listener, piece);
            }
        }
        if (!kept.isEmpty()) {
            return;
        }
        if (pausedByUs) {
            pausedByUs = false;
            applyPause();
        }
        HttpFailure known = failure;
        if (known != null) {
            tell(known);
        } else if (bodyEnded && phase == Phase.READING && (whole != null || listener != null)) {
            phase = Phase.OVER;
            settled = true;
            if (whole != null) {
                whole.result.complete(whole.bytes.toByteArray());
            } else if (listener != null) {
                listener.end();
            }
        }
    }

    private void give(BodyListener to, Buffer piece) {
        try {
            to.bytes(piece.getBytes());
        } catch (RuntimeException e) {
            fail(HttpFailure.Kind.CANCELLED, "cancelled: the listener of the body failed", e);
        }
    }

    private void addToWhole(WholeBody wanted, Buffer piece) {
        if (wanted.bytes.size() + piece.length() > wanted.maxBytes) {
            fail(HttpFailure.Kind.TOO_LARGE, "body: more than " + wanted.maxBytes + " bytes", null);
        } else {
            wanted.bytes.writeBytes(piece.getBytes());
        }
    }

    void pause() {
        loop.run(() -> {
            pausedByReader = true;
            applyPause();
        });
    }

    void resume() {
        loop.run(() -> {
            if (pausedByReader) {
                pausedByReader = false;
                lastProgress = System.nanoTime();
                deliver();
                applyPause();
            }
        });
    }

    private void applyPause() {
        HttpClientResponse from = response;
        if (from == null || bodyEnded || phase != Phase.READING) {
            return;
        }
        if (pausedByReader || pausedByUs) {
            from.pause();
        } else {
            from.resume();
        }
    }

    // ── ending ──

    void close() {
        if (settled) {
            return;
        }
        loop.run(() -> {
            listener = null;
            cancel();
        });
    }

    private void cancel() {
        if (phase == Phase.OVER) {
            return;
        }
        fail(HttpFailure.Kind.CANCELLED, "cancelled: nobody waits for the answer", null);
    }

    private void fail(HttpFailure.Kind kind, String message, @Nullable Throwable cause) {
        HttpFailure known =
                cause == null ? new HttpFailure(kind, sent, message) : new HttpFailure(kind, sent, message, cause);
        failure = known;
        settled = true;
        boolean connecting = phase == Phase.CONNECTING;
        phase = Phase.OVER;
        stopClock();
        forgetHangUp();
        if (connecting) {
            pool.withdraw(this);
            closeOpening();
        } else if (!bodyEnded) {
            drop();
        }
        if (!allHere && (kind == HttpFailure.Kind.CANCELLED || kind == HttpFailure.Kind.TOO_LARGE)) {
            kept.clear();
        }
        completeHead();
        head.completeExceptionally(known);
        if (kept.isEmpty()) {
            tell(known);
        }
    }

    /** Past the TLS handler, which would first try to end its handshake in good order. */
    private void closeOpening() {
        Channel channel = opening;
        if (channel != null) {
            channel.unsafe().close(channel.voidPromise());
        }
    }

    private void tell(HttpFailure known) {
        if (whole != null) {
            whole.result.completeExceptionally(known);
        }
        BodyListener told = listener;
        if (told != null) {
            listener = null;
            told.failed(known);
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

    /** Sets the limit of the present phase; the deadline of the call is always a limit. */
    private void limit(long nanos) {
        limitNanos = nanos;
        long due = nanos - call.deadlineNanos() < 0 ? nanos : call.deadlineNanos();
        if (timer != null && armedFor - due <= 0) {
            return;
        }
        stopClock();
        armedFor = due;
        timer = loop.schedule(Math.max(0, due - System.nanoTime()), this::due);
    }

    private void stopClock() {
        EventLoop.Timer armed = timer;
        if (armed != null) {
            armed.cancel();
            timer = null;
        }
    }

    private void due() {
        timer = null;
        if (phase == Phase.OVER || bodyEnded) {
            return;
        }
        long now = System.nanoTime();
        if (now - call.deadlineNanos() >= 0) {
            fail(HttpFailure.Kind.DEADLINE, "deadline: passed", null);
            return;
        }
        if (phase == Phase.READING) {
            limitNanos = readingLimit(now);
        }
        if (now - limitNanos < 0) {
            limit(limitNanos);
            return;
        }
        switch (phase) {
            case CONNECTING ->
                fail(HttpFailure.Kind.CONNECT_TIMEOUT, "no connection in " + call.connectTimeout(), null);
            case AWAITING_HEAD ->
                fail(HttpFailure.Kind.FIRST_BYTE_TIMEOUT, "no response head in " + call.firstByte(), null);
            case READING -> fail(HttpFailure.Kind.READ_TIMEOUT, "no further byte in time", null);
            case OVER -> stopClock();
        }
    }

    private long readingLimit(long now) {
        boolean paused = pausedByReader || pausedByUs;
        long next = (paused ? now : lastProgress) + call.betweenBytes().toNanos();
        WholeBody wanted = whole;
        return wanted != null && wanted.untilNanos - next < 0 ? wanted.untilNanos : next;
    }

    /** A body that is wanted in one piece. */
    private static final class WholeBody {
        private final int maxBytes;
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long untilNanos;

        private WholeBody(int maxBytes) {
            this.maxBytes = maxBytes;
        }
    }
}
