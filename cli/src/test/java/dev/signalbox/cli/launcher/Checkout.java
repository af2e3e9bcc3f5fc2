package dev.signalbox.cli.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A checkout in a directory with a blank in its name: the real launcher, sources of no content, and a Maven wrapper that
 * writes down how it was called and leaves jars as the real build would.
 */
final class Checkout {

    /** What the launcher and the wrapper need of a system; neither java nor curl, wget or unzip. */
    private static final List<String> TOOLS = List.of(
            "sh",
            "awk",
            "cat",
            "chmod",
            "cp",
            "date",
            "dirname",
            "env",
            "find",
            "head",
            "ln",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "touch",
            "tr",
            "uname");

    private static final String WRAPPER = """
            #!/bin/sh
            cd "$(dirname "$0")" || exit 1
            printf '%s\\n' "$*" >>calls
            [ ! -e wait ] || { touch waiting; until [ -e go ]; do sleep 0.05; done; }
            [ ! -e break ] || { echo '[ERROR] the sky is falling'; exit 1; }
            echo '[INFO] Building Signalbox wire 1.2.3 [2/5]'
            mkdir -p cli/target/lib wire/target
            : >cli/target/lib/vertx-core-5.jar
            : >wire/target/signalbox-wire-1.2.3.jar
            : >wire/target/signalbox-wire-1.2.2.jar
            : >cli/target/signalbox-cli-1.2.3.jar
            """;

    /** Says who it is and how it was called; a rehearsal leaves the cache that it was asked for. */
    private static final String JAVA = """
            #!/bin/sh
            for argument; do
              case $argument in
                -XX:AOTCacheOutput=*) echo cache >"${argument#*=}"; exit 0 ;;
              esac
            done
            echo "pid $$"
            echo "home $JAVA_HOME"
            for argument; do echo "argument $argument"; done
            """;

    private final Path base;
    private final Path root;
    private final Path tools;
    private final Map<String, String> environment = new HashMap<>();

    private Checkout(Path base) {
        this.base = base;
        this.root = base.resolve("a check out");
        this.tools = base.resolve("tools");
    }

    static Checkout in(Path base) throws IOException {
        Checkout checkout = new Checkout(base.toRealPath());
        checkout.layOut();
        return checkout;
    }

    private void layOut() throws IOException {
        Files.createDirectories(root.resolve(".mvn"));
        Files.copy(ProjectRoot.find().resolve("signalbox"), launcher());
        executable(root.resolve("mvnw"), WRAPPER);
        Files.writeString(root.resolve("pom.xml"), "<project>\n  <version>1.2.3</version>\n</project>\n");
        for (String module : List.of("wire", "cli", "bench")) {
            Files.createDirectories(root.resolve(module).resolve("src/main/java"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
            Files.writeString(root.resolve(module).resolve("src/main/java/A.java"), "class A {}");
        }
        Files.createDirectories(tools);
        for (String tool : TOOLS) {
            executable(tools.resolve(tool), "#!/bin/sh\nexec " + findOnPath(tool) + " \"$@\"\n");
        }
        Files.createDirectories(base.resolve("jdks"));
        environment.put("PATH", tools.toString());
        environment.put("HOME", base.resolve("home").toString());
        environment.put("SIGNALBOX_JDKS", base.resolve("jdks").toString());
    }

    private static Path findOnPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(tool + ": not on the PATH"));
    }

    Path launcher() {
        return root.resolve("signalbox");
    }

    Path root() {
        return root;
    }

    /** The calls of the Maven wrapper so far. */
    List<String> builds() throws IOException {
        Path calls = root.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** A JDK of this version that is none of the usual ones, at this path below the test's directory. */
    Path jdk(String path, String version) throws IOException {
        Path home = base.resolve(path);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), JAVA);
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    Checkout with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /** Puts a directory in front of the PATH. */
    Checkout onPath(Path directory) {
        return with("PATH", directory + ":" + tools);
    }

    /** Makes a file newer than everything that was built, as an editor would. */
    void edit(String file) throws IOException {
        Path path = root.resolve(file);
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(2)));
    }

    Process start(String... arguments) throws IOException {
        return start(launcher(), arguments);
    }

    Process start(Path launcher, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(base.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    Ended run(String... arguments) throws IOException, InterruptedException {
        return Ended.of(start(arguments));
    }

    static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What came of a process. */
    record Ended(long pid, int status, String out, String err) {

        static Ended of(Process process) throws IOException, InterruptedException {
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("still running after 30 s: " + out + err);
            }
            return new Ended(process.pid(), process.exitValue(), out, err);
        }

        /** The arguments that Java was started with. */
        List<String> arguments() {
            return out.lines()
                    .filter(line -> line.startsWith("argument "))
                    .map(line -> line.substring("argument ".length()))
                    .toList();
        }

        /** The JDK that was chosen. */
        String home() {
            return out.lines()
                    .filter(line -> line.startsWith("home "))
                    .map(line -> line.substring("home ".length()))
                    .findFirst()
                    .orElse("none");
        }
    }
}
