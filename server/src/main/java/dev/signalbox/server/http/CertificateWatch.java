package dev.signalbox.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of a server, read again when its files change. Connections that are open keep the one they began with; a
 * pair that does not fit together, such as one that is half written, is not taken.
 */
final class CertificateWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 500;

    private final Vertx vertx;
    private final TlsFiles files;
    private final HttpObserver observer;
    private final Pair first;
    private Pair used;
    private Pair tried;
    private @Nullable Thread thread;

    CertificateWatch(Vertx vertx, TlsFiles files, HttpObserver observer) {
        this.vertx = vertx;
        this.files = files;
        this.observer = observer;
        try {
            first = read();
            check(first);
            used = first;
            tried = first;
        } catch (IOException e) {
            throw new UncheckedIOException("certificate: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("certificate " + files.certificate() + ": " + e.getMessage(), e);
        }
    }

    private record Pair(byte[] certificate, byte[] key) {
        PemKeyCertOptions options() {
            return new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate))
                    .addKeyValue(Buffer.buffer(key));
        }

        boolean same(Pair other) {
            return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
        }
    }

    PemKeyCertOptions current() {
        return first.options();
    }

    /** Watches from now on, and gives what is new to these parts of the server. */
    void watch(List<ServerLoop> servers) {
        thread = Thread.ofVirtual().name("signalbox-certificates").start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Thread.sleep(INTERVAL_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
                look(servers);
            }
        });
    }

    /** Looks once. */
    void look(List<ServerLoop> servers) {
        readChanged(tried).ifPresent(changed -> {
            tried = changed;
            used = changed.same(used) || !use(changed, servers) ? used : changed;
        });
    }

    private Optional<Pair> readChanged(Pair known) {
        try {
            Pair now = read();
            return now.same(known) ? Optional.empty() : Optional.of(now);
        } catch (IOException e) {
            // Between removing and writing a file it is not there; what is used stays.
            return Optional.empty();
        }
    }

    private boolean use(Pair pair, List<ServerLoop> servers) {
        try {
            check(pair);
            for (ServerLoop server : servers) {
                io.vertx.core.http.HttpServer running = server.server();
                if (running != null) {
                    HttpRuntime.await(running.updateSSLOptions(sslOptions(server, pair)));
                }
            }
            observer.certificateReloaded();
            return true;
        } catch (Exception e) {
            observer.certificateReloadFailed(e);
            return false;
        }
    }

    private static ServerSSLOptions sslOptions(ServerLoop server, Pair pair) {
        ServerSSLOptions options = new ServerSSLOptions().setKeyCertOptions(pair.options());
        if (server.options().http2()) {
            options.setUseAlpn(true).setApplicationLayerProtocols(List.of("h2", "http/1.1"));
        }
        return options;
    }

    private Pair read() throws IOException {
        return new Pair(Files.readAllBytes(files.certificate()), Files.readAllBytes(files.key()));
    }

    /** Signs with the key and verifies with the certificate: only a pair that fits gets through. */
    private void check(Pair pair) throws Exception {
        for (KeyManager manager : pair.options().getKeyManagerFactory(vertx).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                for (String type : List.of("RSA", "EC", "EdDSA", "Ed25519")) {
                    String[] aliases = keys.getServerAliases(type, null);
                    if (aliases != null && aliases.length > 0) {
                        checkFits(keys.getPrivateKey(aliases[0]), keys.getCertificateChain(aliases[0])[0]);
                        return;
                    }
                }
            }
        }
        throw new GeneralSecurityException("no usable private key (expected: RSA, EC or Ed25519)");
    }

    private static void checkFits(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(sample);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(sample);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key does not belong to the certificate");
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
