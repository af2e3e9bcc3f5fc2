package dev.signalbox.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each look at the files of a certificate brings; the looks are the test's own, so nothing is waited for. */
class CertificateWatchTest {
    @TempDir
    static Path shared;

    private static TestCertificates first;
    private static TestCertificates second;

    @TempDir
    private Path folder;

    private final Fixture.Seen seen = new Fixture.Seen();
    private final HttpRuntime runtime = HttpRuntime.start(1, false);
    private TlsFiles files;
    private CertificateWatch watch;

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = TestCertificates.create(shared, "first");
        second = TestCertificates.create(shared, "second");
    }

    @BeforeEach
    void begin() throws Exception {
        files = first.write(folder);
        watch = new CertificateWatch(runtime.vertx(), files, seen);
    }

    @AfterEach
    void end() {
        watch.close();
        runtime.close();
    }

    private void look() {
        watch.look(List.of());
    }

    private void seen(int reloads, int failed) {
        assertThat(seen.reloads.get()).as("reloads").isEqualTo(reloads);
        assertThat(seen.failedReloads.get()).as("failed").isEqualTo(failed);
    }

    @Test
    void takesAPairWhenItFitsAndTellsOfOneThatDoesNotOnce() throws Exception {
        look();
        seen(0, 0);
        Files.writeString(files.certificate(), second.certificatePem());
        look();
        look();
        seen(0, 1);
        Files.writeString(files.key(), second.keyPem());
        look();
        look();
        seen(1, 1);
    }

    @Test
    void staysAsItIsWhileAFileIsAway() throws Exception {
        Files.delete(files.certificate());
        look();
        Files.writeString(files.certificate(), first.certificatePem());
        look();
        seen(0, 0);
    }

    @Test
    void isContentWhenTheOldPairComesBack() throws Exception {
        Files.writeString(files.certificate(), "half");
        look();
        seen(0, 1);
        first.write(folder);
        look();
        seen(0, 1);
        second.write(folder);
        look();
        first.write(folder);
        look();
        seen(2, 1);
    }
}
