package dev.signalbox.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that is a script over a socket: one virtual thread for each connection. */
final class RawProvider implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final CompletableFuture<Long> closed = new CompletableFuture<>();

    /** What is done with one connection. */
    @FunctionalInterface
    interface Script {
        void run(Connection connection, int number) throws Exception;
    }

    RawProvider(Script script) throws IOException {
        this(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), script);
    }

    RawProvider(ServerSocket server, Script script) {
        this.server = server;
        Thread.ofVirtual().start(() -> accept(script));
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                int number = accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> {
                    try (socket) {
                        script.run(new Connection(socket, this), number);
                    } catch (Exception e) {
                        noteClosed();
                    }
                });
            } catch (IOException e) {
                return;
            }
        }
    }

    private void noteClosed() {
        closed.complete(System.nanoTime());
    }

    int port() {
        return server.getLocalPort();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    int accepted() {
        return accepted.get();
    }

    /** When the first connection was seen to be closed by the other side, as nanoTime. */
    long closedAt() throws Exception {
        return closed.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** One accepted connection. */
    record Connection(Socket socket, RawProvider provider) {
        /** Reads one request; gives its head, and notes a close. */
        String request() throws IOException {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    provider.noteClosed();
                    throw new IOException("closed");
                }
                head.append((char) next);
            }
            String text = head.toString();
            int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
            if (at >= 0) {
                in.readNBytes(Integer.parseInt(
                        text.substring(at + 15, text.indexOf('\r', at)).strip()));
            }
            return text;
        }

        void send(String text) {
            try {
                OutputStream out = socket.getOutputStream();
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException e) {
                provider.noteClosed();
                throw new UncheckedIOException(e);
            }
        }

        void chunk(String text) {
            send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
        }

        void answer(String body) {
            send("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Answers one request after the other. */
        void keepAnswering(String body) throws IOException {
            while (true) {
                request();
                answer(body);
            }
        }

        /** Waits until the other side closes, and notes when. */
        void awaitClose() throws IOException {
            try {
                while (socket.getInputStream().read() >= 0) {
                    // What still comes is of no interest.
                }
            } catch (IOException e) {
                // A reset is a close too.
            }
            provider.noteClosed();
        }
    }
}
