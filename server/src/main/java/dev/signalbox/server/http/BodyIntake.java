package dev.signalbox.server.http;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The body of a request while it arrives, held against the limits. Lives on the event loop until it is joined. */
final class BodyIntake {
    private static final byte[] NOTHING = new byte[0];

    /** From here on an announced body is read into one array of its length; below, its few pieces are joined at the end. */
    private static final int LARGE = 256 * 1024;

    private final ServerLoop server;
    private final Endpoints.Entry entry;
    private final List<Buffer> pieces = new ArrayList<>(2);
    private final int mostBytes;
    private final long windowNanos;
    private final long windowBytes;
    private byte @Nullable [] whole;
    private long announced;
    private long held;
    private int received;
    private long windowStart = System.nanoTime();
    private int windowReceived;

    BodyIntake(ServedRequest request, Endpoints.Entry entry) {
        this.server = request.server();
        this.entry = entry;
        HttpServerOptions options = server.options();
        mostBytes = Math.min(options.maxBodyBytes(), entry.mostBytes());
        windowNanos = options.bodyTimeout().toNanos();
        windowBytes = Math.max(1, options.minBodyRate() * options.bodyTimeout().toMillis() / 1000);
    }

    Endpoints.Entry entry() {
        return entry;
    }

    /** Takes room for what Content-Length announces; empty text when it is absent. */
    Optional<Refusal> announce(String contentLength) {
        if (contentLength.isEmpty()) {
            return Optional.empty();
        }
        try {
            announced = Long.parseLong(contentLength);
        } catch (NumberFormatException e) {
            return Optional.of(Refusal.MALFORMED_REQUEST);
        }
        if (announced > mostBytes) {
            return Optional.of(Refusal.REQUEST_TOO_LARGE);
        }
        return hold(announced);
    }

    /** Whether the body wants {@link #makeRoom} before its first piece. */
    boolean isLarge() {
        return announced >= LARGE;
    }

    /** An array for a large body, to be made away from the loop: it takes a millisecond for every few megabytes. */
    byte[] makeRoom() {
        return new byte[(int) announced];
    }

    /** Takes that array. */
    void room(byte[] made) {
        whole = made;
    }

    /** Takes a piece. */
    Optional<Refusal> add(Buffer piece) {
        byte[] target = whole;
        if (target != null && piece.length() <= target.length - received) {
            piece.getBytes(target, received);
            received += piece.length();
            return Optional.empty();
        }
        if (target != null) {
            drop();
            return Optional.of(Refusal.MALFORMED_REQUEST);
        }
        received += piece.length();
        if (received > mostBytes) {
            drop();
            return Optional.of(Refusal.REQUEST_TOO_LARGE);
        }
        Optional<Refusal> refusal = received > held ? hold(received - held) : Optional.empty();
        if (refusal.isPresent()) {
            drop();
        } else {
            pieces.add(piece);
        }
        return refusal;
    }

    private Optional<Refusal> hold(long more) {
        if (!server.load().hold(more)) {
            return Optional.of(Refusal.OVERLOADED);
        }
        held += more;
        return Optional.empty();
    }

    /** Forgets what came and gives the room back. */
    void drop() {
        pieces.clear();
        whole = null;
        release();
    }

    /** Gives the room back. */
    void release() {
        server.load().release(held);
        held = 0;
    }

    /** Whether a window passed in which the body neither ended nor grew as it must. */
    boolean tooSlow(long now) {
        if (now - windowStart < windowNanos) {
            return false;
        }
        boolean slow = received - windowReceived < windowBytes;
        windowStart = now;
        windowReceived = received;
        return slow;
    }

    /** The whole body; forgets the pieces. */
    byte[] join() {
        byte[] target = whole;
        if (target != null) {
            whole = null;
            return received == target.length ? target : Arrays.copyOf(target, received);
        }
        if (pieces.isEmpty()) {
            return NOTHING;
        }
        if (pieces.size() == 1) {
            return pieces.removeFirst().getBytes();
        }
        byte[] joined = new byte[received];
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            Buffer piece = pieces.set(i, Buffer.buffer());
            piece.getBytes(joined, at);
            at += piece.length();
        }
        pieces.clear();
        return joined;
    }
}
