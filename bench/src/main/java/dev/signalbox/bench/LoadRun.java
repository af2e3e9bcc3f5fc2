package dev.signalbox.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs a load against a fresh gateway and prints what it measured, as a table and as one line of JSON. */
public final class LoadRun {
    private LoadRun() {}

    /** See {@link LoadOptions#USAGE}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        LoadOptions options;
        try {
            options = LoadOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Path ledger = Files.createTempDirectory("signalbox-bench");
        String mode = options.mode().name().toLowerCase(Locale.ROOT);
        List<String> flags =
                List.of(System.getProperty("bench.gateway.flags", "-Xmx1g").split(" "));
        try (Child simulator = Child.start(SimulatorProcess.class, List.of(), mode);
                Child gateway =
                        Child.start(GatewayProcess.class, flags, Integer.toString(simulator.port), ledger.toString())) {
            measure(options, simulator, gateway);
        }
    }

    private static void measure(LoadOptions options, Child simulator, Child gateway) throws InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        Callers callers = new Callers(vertx, gateway.port, options);
        AtomicBoolean running = new AtomicBoolean(true);
        switch (options.mode()) {
            case WHOLE -> atRate(vertx, callers, options.rate(), running);
            case STREAM -> openStreams(callers, options.streams(), running);
        }
        System.err.println("gateway pid " + gateway.pid() + ", warming up for "
                + options.warmUp().toSeconds() + " s");
        progress(callers, options.warmUp());
        callers.change();
        Duration before = gateway.processorTime();
        Duration simulatorBefore = simulator.processorTime();
        long residentBefore = gateway.residentBytes();
        long began = System.nanoTime();
        progress(callers, options.duration());
        double seconds = (System.nanoTime() - began) / 1e9;
        Duration used = gateway.processorTime().minus(before);
        Duration simulatorUsed = simulator.processorTime().minus(simulatorBefore);
        Callers.Tally tally = callers.change();
        new LoadReport(
                        options,
                        tally,
                        seconds,
                        used,
                        simulatorUsed,
                        residentBefore,
                        gateway.residentBytes(),
                        callers.open.get())
                .print(System.out);
        running.set(false);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Sends at a constant rate whatever answers do, so that a slow gateway shows as latency, not as less load. */
    private static void atRate(Vertx vertx, Callers callers, int rate, AtomicBoolean running) {
        long began = System.nanoTime();
        long[] sent = {0};
        vertx.setPeriodic(2, id -> {
            if (!running.get()) {
                vertx.cancelTimer(id);
                return;
            }
            long due = (long) ((System.nanoTime() - began) / 1e9 * rate);
            for (; sent[0] < due; sent[0]++) {
                callers.send(() -> {});
            }
        });
    }

    private static void openStreams(Callers callers, int count, AtomicBoolean running) {
        for (int i = 0; i < count; i++) {
            again(callers, running);
        }
    }

    private static void again(Callers callers, AtomicBoolean running) {
        if (running.get()) {
            callers.send(() -> again(callers, running));
        }
    }

    private static void progress(Callers callers, Duration duration) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long ends = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < ends) {
            long left = Math.min(TimeUnit.SECONDS.toNanos(10), ends - System.nanoTime());
            if (never.await(Math.max(1, left), TimeUnit.NANOSECONDS)) {
                return;
            }
            System.err.println(
                    (ends - System.nanoTime()) / 1_000_000_000 + " s to go, " + callers.open.get() + " open");
        }
    }
}
