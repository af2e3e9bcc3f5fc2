package dev.signalbox.server.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** A gateway as a process of its own, for tests that kill it. Takes a configuration file; says the port. */
final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Gateway gateway = Gateway.start(new GatewayOptions(
                new GatewayOptions.Source.File(Path.of(arguments[0])),
                Map.of("PROVIDER_KEY", "provider-key")::get,
                OptionalInt.empty(),
                line -> {},
                Optional.empty()));
        System.out.println("ready " + gateway.endpoint().getPort());
        new CountDownLatch(1).await();
    }

    /** Starts it and waits until it is ready. */
    static Running start(Path configuration) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayMain.class.getName(),
                        configuration.toString())
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader().readLine();
        if (line == null || !line.startsWith("ready ")) {
            throw new IOException("the gateway did not start: " + line);
        }
        return new Running(process, Integer.parseInt(line.substring("ready ".length())));
    }

    /** A gateway that runs. */
    record Running(Process process, int port) {}
}
