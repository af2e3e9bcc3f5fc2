package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.simulator.log.SimulatorStats;
import dev.signalbox.simulator.script.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulator must leave the machine to what it tests: what its one thread costs under load. */
@Tag("slow")
class LoadTest {
    private static final int REQUESTS_PER_CONNECTION = 5000;
    private static final int CONNECTIONS = 16;
    private static final int STREAMS = 1000;

    private final Simulator simulator = Simulator.start();

    @AfterEach
    void close() {
        simulator.close();
    }

    private static byte[] request(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: "
                        + bytes.length + "\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private static long eventLoopNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id) != null
                    && threads.getThreadInfo(id).getThreadName().startsWith("vert.x-eventloop")) {
                nanos += threads.getThreadCpuTime(id);
            }
        }
        return nanos;
    }

    private static <T> List<T> together(int times, Callable<T> task) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(executor.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : running) {
                results.add(future.get());
            }
            return results;
        }
    }

    private Integer askOften(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[64 << 10];
            for (int i = 0; i < REQUESTS_PER_CONNECTION; i++) {
                socket.getOutputStream().write(request);
                String head = "";
                while (!head.contains("\r\n\r\n")) {
                    head += new String(buffer, 0, in.read(buffer), StandardCharsets.UTF_8);
                }
                int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
                int body = head.substring(head.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8).length;
                while (body < length) {
                    body += in.read(buffer);
                }
            }
            return REQUESTS_PER_CONNECTION;
        }
    }

    @Test
    void aWholeAnswerCostsLittle() throws Exception {
        byte[] request = request("""
                {"model":"sim-small","messages":[{"role":"user","content":"What is the state of the line?"}]}""");
        askOften(request);
        long before = eventLoopNanos();
        List<Integer> done = together(CONNECTIONS, () -> askOften(request));
        long microsEach = (eventLoopNanos() - before) / 1000 / (CONNECTIONS * REQUESTS_PER_CONNECTION);
        assertThat(done).hasSize(CONNECTIONS);
        SimulatorStats stats = simulator.awaitStats(one -> one.open() == 0, Duration.ofSeconds(5));
        assertThat(stats.answered()).isEqualTo((CONNECTIONS + 1L) * REQUESTS_PER_CONNECTION);
        assertThat(microsEach).as("CPU microseconds for each answer").isLessThan(100);
        System.getLogger("load").log(System.Logger.Level.INFO, "whole answer: " + microsEach + " us CPU");
    }

    @Test
    void aThousandStreamsStayOpenTogether() throws Exception {
        simulator.pace(new Pace(Duration.ofMillis(500), 20, 1));
        byte[] request = request("""
                {"model":"sim-small","stream":true,"messages":[{"role":"user","content":"words: 60"}]}""");
        long before = eventLoopNanos();
        List<Boolean> complete = together(STREAMS, () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port())) {
                socket.getOutputStream().write(request);
                StringBuilder end = new StringBuilder();
                byte[] buffer = new byte[16 << 10];
                while (end.indexOf("data: [DONE]") < 0) {
                    end.append(new String(buffer, 0, socket.getInputStream().read(buffer), StandardCharsets.UTF_8));
                    end.delete(0, Math.max(0, end.length() - 40));
                }
                return true;
            }
        });
        long events =
                simulator.requests().stream().mapToLong(one -> one.events()).sum();
        long nanosEach = (eventLoopNanos() - before) / events;
        assertThat(complete).hasSize(STREAMS).containsOnly(true);
        assertThat(simulator.stats().aborted()).isZero();
        assertThat(nanosEach).as("CPU nanoseconds for each event").isLessThan(100_000);
        System.getLogger("load")
                .log(System.Logger.Level.INFO, "event of a stream: " + nanosEach + " ns CPU, " + events);
    }
}
