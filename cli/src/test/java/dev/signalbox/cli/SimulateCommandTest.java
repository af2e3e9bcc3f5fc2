package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SimulateCommandTest {

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        Run run = runAndStop("simulate", "--port=0", "--fault=429:retry-after=2,every=5", "--first-token=1ms");
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().toList()).hasSize(3).last().asString().startsWith("ready: http://127.0.0.1:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void takesEveryOptionOfTheSimulator() throws Exception {
        Run run = runAndStop(
                "simulate",
                "--host=127.0.0.1",
                "--port=0",
                "--tokens-per-second=100",
                "--tokens-per-event=3",
                "--seed=7",
                "--key=secret",
                "--model=a,b",
                "--only-listed",
                "--cached-tokens=10",
                "--no-padding",
                "--strict",
                "--max-body=1000");
        assertThat(run.status()).as(run.err()).isZero();
    }

    @Test
    void refusesAFaultThatItDoesNotKnow() {
        Run run = Run.of("simulate", "--port=0", "--fault=explode");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("fault: explode (expected: a status from 400 to 599, none,");
    }

    @Test
    void refusesADurationWithoutAUnit() {
        Run run = Run.of("simulate", "--first-token=5");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("--first-token").contains("expected: a duration such as 250ms");
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.of("simulate", "--port=" + taken.getLocalPort());
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .startsWith("signalbox: ")
                    .contains(String.valueOf(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    private static Run runAndStop(String... arguments) throws InterruptedException, ExecutionException {
        TestSignals signals = new TestSignals();
        Surroundings surroundings = Run.surroundings(Path.of("").toAbsolutePath(), Map.of(), signals);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Run> run = thread.submit(() -> Run.in(surroundings, arguments));
            signals.send(Signals.Signal.TERM, run);
            return run.get();
        }
    }
}
