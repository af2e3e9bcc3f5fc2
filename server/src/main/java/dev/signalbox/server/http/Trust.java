package dev.signalbox.server.http;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom a client trusts: the system's authorities and those of one more file. */
final class Trust {
    private Trust() {}

    /**
     * The system's authorities together with the certificates of a PEM file.
     *
     * @throws IllegalArgumentException if the file holds no certificate
     */
    static TrustOptions systemAnd(Path pem) {
        try {
            KeyStore together = KeyStore.getInstance(KeyStore.getDefaultType());
            together.load(null, null);
            int number = 0;
            for (Certificate certificate : read(pem)) {
                together.setCertificateEntry("extra-" + number++, certificate);
            }
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager system) {
                    for (X509Certificate certificate : system.getAcceptedIssuers()) {
                        together.setCertificateEntry("system-" + number++, certificate);
                    }
                }
            }
            return TrustOptions.wrap(factory(together));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("certificates: " + pem + " (expected: PEM): " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("certificates: " + pem + ": " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> read(Path pem) throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("certificates: " + pem + " holds none (expected: PEM)");
            }
            return certificates;
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        return factory(store).getTrustManagers();
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
