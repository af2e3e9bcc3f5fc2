package dev.signalbox.server.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The body of a provider's answer between the loop on which it arrives and whoever reads it. It is collected from the moment of
 * the head, up to {@link #ROOM}, so that nothing is lost before a reader asks and a short answer costs no further hand-over.
 */
final class ResponseBody {
    /** Bytes that are kept for a reader who has not asked yet, or who paused. */
    private static final int ROOM = 256 * 1024;

    private final OutboundCall call;
    private final VertxLoop loop;
    private final AtomicBoolean claimed = new AtomicBoolean();

    /** Set when all is kept and nobody has asked for it; then it belongs to whoever claims it. */
    private volatile boolean allHere;

    /** Set when nothing is left that a close could stop. */
    private volatile boolean settled;

    // All below: on the loop only.
    private final ArrayDeque<Buffer> kept = new ArrayDeque<>(2);
    private int keptBytes;
    private boolean ended;
    private boolean pausedByReader;
    private boolean pausedByUs;
    private @Nullable HttpFailure failure;
    private @Nullable BodyListener listener;
    private @Nullable Whole whole;

    ResponseBody(OutboundCall call, VertxLoop loop) {
        this.call = call;
        this.loop = loop;
    }

    /** A body that is wanted in one piece. */
    private static final class Whole {
        private final int maxBytes;
        private final long untilNanos;
        private final CompletableFuture<byte[]> result = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private Whole(int maxBytes, long untilNanos) {
            this.maxBytes = maxBytes;
            this.untilNanos = untilNanos;
        }
    }

    // ── the reader's side: any thread ──

    byte[] awaitWhole(int maxBytes, Duration timeout) throws HttpFailure {
        claim();
        if (allHere) {
            return join(maxBytes);
        }
        Whole wanted = new Whole(maxBytes, System.nanoTime() + timeout.toNanos());
        loop.run(() -> {
            whole = wanted;
            call.wholeWanted(wanted.untilNanos);
            deliver();
        });
        return call.await(wanted.result);
    }

    void stream(BodyListener wanted) {
        claim();
        loop.run(() -> {
            settled = false;
            listener = wanted;
            deliver();
        });
    }

    private void claim() {
        if (!claimed.compareAndSet(false, true)) {
            throw new IllegalStateException("body: read twice (expected: once)");
        }
    }

    /** All that had arrived before anybody asked: the loop does not touch it any more. */
    private byte[] join(int maxBytes) throws HttpFailure {
        if (keptBytes > maxBytes) {
            throw tooLarge(maxBytes);
        }
        byte[] joined = new byte[keptBytes];
        int at = 0;
        for (Buffer piece : kept) {
            piece.getBytes(joined, at);
            at += piece.length();
        }
        return joined;
    }

    private static HttpFailure tooLarge(int maxBytes) {
        return new HttpFailure(HttpFailure.Kind.TOO_LARGE, true, "body: more than " + maxBytes + " bytes");
    }

    void pause() {
        loop.run(() -> {
            pausedByReader = true;
            call.readOn(false);
        });
    }

    void resume() {
        loop.run(() -> {
            if (pausedByReader) {
                pausedByReader = false;
                deliver();
                call.readOn(!paused());
            }
        });
    }

    boolean settled() {
        return settled;
    }

    // ── the provider's side: the loop ──

    boolean paused() {
        return pausedByReader || pausedByUs;
    }

    /** When a whole body must be there, or this time if that is earlier or none is wanted. */
    long earliest(long nanos) {
        Whole wanted = whole;
        return wanted != null && wanted.untilNanos - nanos < 0 ? wanted.untilNanos : nanos;
    }

    void add(Buffer piece) {
        if (whole != null) {
            addTo(whole, piece);
        } else if (listener != null && kept.isEmpty() && !pausedByReader) {
            give(listener, piece);
        } else {
            kept.add(piece);
            keptBytes += piece.length();
            if (keptBytes > ROOM) {
                pausedByUs = true;
                call.readOn(false);
            }
        }
    }

    void end() {
        ended = true;
        if (whole == null && listener == null) {
            settled = true;
            allHere = true;
        } else {
            deliver();
        }
    }

    /** What arrived before a cut is not lost with it; what nobody wants any more is. */
    void fail(HttpFailure why) {
        failure = why;
        settled = true;
        boolean unwanted = why.kind() == HttpFailure.Kind.CANCELLED || why.kind() == HttpFailure.Kind.TOO_LARGE;
        if (unwanted && !allHere) {
            kept.clear();
        }
        if (kept.isEmpty()) {
            tell(why);
        }
    }

    /** Nobody listens any more. */
    void forget() {
        listener = null;
    }

    /** Hands over what is kept, and then the end or the failure. */
    private void deliver() {
        while (!kept.isEmpty() && (whole != null || (listener != null && !pausedByReader))) {
            Buffer piece = kept.remove();
            keptBytes -= piece.length();
            if (whole != null) {
                addTo(whole, piece);
            } else if (listener != null) {
                give(listener, piece);
            }
        }
        if (!kept.isEmpty()) {
            return;
        }
        if (pausedByUs) {
            pausedByUs = false;
            call.readOn(!paused());
        }
        HttpFailure known = failure;
        if (known != null) {
            tell(known);
        } else if (ended) {
            tellEnd();
        }
    }

    private void give(BodyListener to, Buffer piece) {
        try {
            to.bytes(piece.getBytes());
        } catch (RuntimeException e) {
            call.abandon(
                    new HttpFailure(HttpFailure.Kind.CANCELLED, true, "cancelled: the listener of the body failed", e));
        }
    }

    private void addTo(Whole wanted, Buffer piece) {
        if (wanted.bytes.size() + piece.length() > wanted.maxBytes) {
            call.abandon(tooLarge(wanted.maxBytes));
        } else {
            wanted.bytes.writeBytes(piece.getBytes());
        }
    }

    private void tellEnd() {
        settled = true;
        if (whole != null) {
            whole.result.complete(whole.bytes.toByteArray());
        }
        BodyListener told = listener;
        if (told != null) {
            listener = null;
            told.end();
        }
    }

    private void tell(HttpFailure why) {
        if (whole != null) {
            whole.result.completeExceptionally(why);
        }
        BodyListener told = listener;
        if (told != null) {
            listener = null;
            told.failed(why);
        }
    }
}
