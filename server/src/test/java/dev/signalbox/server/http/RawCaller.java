package dev.signalbox.server.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A caller that writes and reads bytes on a socket, so that nothing is done for it. */
final class RawCaller implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawCaller(int port) throws IOException {
        this(new Socket(java.net.InetAddress.getLoopbackAddress(), port));
    }

    RawCaller(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer as it stood on the wire. */
    record Answer(int status, String head, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    Socket socket() {
        return socket;
    }

    RawCaller send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawCaller send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    RawCaller post(String path, String body) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nhost: x\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
    }

    RawCaller get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nhost: x\r\n\r\n");
    }

    /** Reads the next head: status line and fields. */
    String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("after " + head);
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads one whole answer. */
    Answer answer() throws IOException {
        String head = head();
        Answer bare = new Answer(Integer.parseInt(head.substring(9, 12)), head, new byte[0]);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (bare.header("transfer-encoding").equals("chunked")) {
            for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
                body.writeBytes(chunk);
            }
        } else if (!bare.header("content-length").isEmpty()) {
            body.writeBytes(in.readNBytes(Integer.parseInt(bare.header("content-length"))));
        } else if (bare.status() >= 200) {
            body.writeBytes(in.readAllBytes());
        }
        return new Answer(bare.status(), head, body.toByteArray());
    }

    /** Reads the next chunk of a chunked body; empty for the last. */
    byte[] chunk() throws IOException {
        int size = Integer.parseInt(line(), 16);
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("in a chunk");
        }
        line();
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("after " + line);
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Reads to the end; true if the peer closed, false if it sent something more. */
    boolean closedByPeer() throws IOException {
        try {
            return in.read() < 0;
        } catch (java.net.SocketException e) {
            return true;
        }
    }

    int read(byte[] into) throws IOException {
        return in.read(into);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
