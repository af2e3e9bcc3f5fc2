package dev.signalbox.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTest {

    @TempDir
    private Path directory;

    private Checkout checkout;

    @BeforeEach
    void layOut() throws IOException {
        checkout = Checkout.in(directory);
    }

    @Nested
    class FindsAJdk {

        @Test
        void inTheVariableOfItsOwnBeforeAllOthers() throws Exception {
            Path chosen = checkout.jdk("own jdk", "25.0.1");
            Path other = checkout.jdk("other", "26");
            Checkout.Ended run = checkout.with("SIGNALBOX_JAVA_HOME", chosen)
                    .with("JAVA_HOME", other)
                    .run("up");
            assertThat(run.home()).isEqualTo(chosen.toString());
        }

        @Test
        void inJavaHome() throws Exception {
            Path chosen = checkout.jdk("chosen", "25");
            checkout.jdk("jdks/other", "25");
            assertThat(checkout.with("JAVA_HOME", chosen).run("up").home()).isEqualTo(chosen.toString());
        }

        @Test
        void behindTheLinksOfTheJavaOnThePath() throws Exception {
            Path chosen = checkout.jdk("chosen", "25.0.3");
            Path alternatives = Files.createSymbolicLink(directory.resolve("alternative"), chosen.resolve("bin/java"));
            Path bin = Files.createDirectories(directory.resolve("bin"));
            Files.createSymbolicLink(bin.resolve("java"), Path.of("..").resolve(alternatives.getFileName()));
            assertThat(checkout.onPath(bin).run("up").home())
                    .isEqualTo(chosen.toRealPath().toString());
        }

        @Test
        void inTheUsualPlacesPassingByWhatIsTooOld() throws Exception {
            checkout.jdk("jdks/a17", "17.0.15");
            checkout.jdk("jdks/b8", "1.8.0_402");
            checkout.jdk("jdks/c-runtime", "25.0.1");
            Files.delete(directory.resolve("jdks/c-runtime/bin/javac"));
            Path chosen = checkout.jdk("jdks/d jdk", "26-ea");
            Path old = checkout.jdk("old", "21.0.2");
            assertThat(checkout.with("JAVA_HOME", old).run("up").home())
                    .isEqualTo(chosen.toRealPath().toString());
        }

        @Test
        void tellsWhichOneItIsAndBuildsNothing() throws Exception {
            Path chosen = checkout.jdk("jdks/temurin-25", "25.0.1");
            Checkout.Ended run = checkout.run("jdk");
            assertThat(run.status()).isZero();
            assertThat(run.out()).isEqualToIgnoringNewLines(chosen.toRealPath().toString());
        }

        @Test
        void inTheBundleOfAMac() throws Exception {
            Path chosen = checkout.jdk("jdks/temurin-25.jdk/Contents/Home", "25");
            assertThat(checkout.run("up").home()).isEqualTo(chosen.toRealPath().toString());
        }

        @Test
        void behindTheScriptOfAVersionManager() throws Exception {
            Path chosen = checkout.jdk("hidden/jdk", "25.0.3");
            Path bin = Files.createDirectories(directory.resolve("shims"));
            Checkout.executable(bin.resolve("java"), "#!/bin/sh\necho '    java.home = " + chosen + "' >&2\n");
            assertThat(checkout.onPath(bin).run("up").home()).isEqualTo(chosen.toString());
        }

        @Test
        void orSaysInOneSentenceHowToGetOne() throws Exception {
            Path old = checkout.jdk("jdks/jdk-17", "17.0.15").toRealPath();
            Checkout.Ended run = checkout.run("up");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().lines())
                    .containsExactly(
                            "signalbox: a JDK 25 or newer is needed and none was found (the newest here is 17 in "
                                    + old
                                    + "): install one from https://adoptium.net/temurin/releases/?version=25 or with your "
                                    + "package manager, and set JAVA_HOME to it.");
            assertThat(checkout.builds()).isEmpty();
        }

        @Test
        void andRefusesOneThatWasChosenAndIsTooOld() throws Exception {
            Path old = checkout.jdk("old", "17.0.15");
            checkout.jdk("jdks/new", "25");
            Checkout.Ended run = checkout.with("SIGNALBOX_JAVA_HOME", old).run("up");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err().lines())
                    .containsExactly("signalbox: SIGNALBOX_JAVA_HOME: " + old
                            + " holds version 17 (expected: the home of a JDK 25 or newer)");
        }
    }

    @Nested
    class WithAJdk {

        @BeforeEach
        void installJdk() throws IOException {
            checkout.jdk("jdks/jdk", "25.0.1");
        }

        @Test
        void buildsOnFirstUseAndShowsIt() throws Exception {
            Checkout.Ended run = checkout.run("up");
            assertThat(run.status()).isZero();
            assertThat(checkout.builds()).containsExactly("-B -pl cli -am compile jar:jar");
            assertThat(run.err()).contains("Building for the first time");
        }

        @Test
        void buildsOnlyOnceWhileNothingChanges() throws Exception {
            checkout.run("up");
            Checkout.Ended second = checkout.run("up");
            checkout.edit("bench/src/main/java/A.java");
            checkout.run("up");
            assertThat(checkout.builds()).hasSize(1);
            assertThat(second.err()).isEmpty();
        }

        @Test
        void buildsAgainWhenASourceChanged() throws Exception {
            checkout.run("up");
            checkout.edit("wire/src/main/java/A.java");
            Checkout.Ended second = checkout.run("up");
            assertThat(checkout.builds()).hasSize(2);
            assertThat(second.err()).contains("Building again");
        }

        @Test
        void buildsAgainWhenASourceIsGone() throws Exception {
            checkout.run("up");
            Files.delete(checkout.root().resolve("wire/src/main/java/A.java"));
            checkout.edit("wire/src/main/java");
            checkout.run("up");
            assertThat(checkout.builds()).hasSize(2);
        }

        @Test
        void runsTheBuiltVersionWithTheFlagsOfTheJvmAndTheArgumentsUnchanged() throws Exception {
            List<String> arguments =
                    checkout.run("serve", "--config", "my file.yaml", "*").arguments();
            assertThat(arguments)
                    .contains(
                            "-XX:+UseG1GC",
                            "-XX:+UseCompactObjectHeaders",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow")
                    .endsWith("dev.signalbox.cli.Main", "serve", "--config", "my file.yaml", "*");
            String classPath = arguments.get(arguments.indexOf("-cp") + 1);
            assertThat(Stream.of(classPath.split(":"))
                            .map(jar -> Path.of(jar).getFileName().toString()))
                    .containsExactly("signalbox-cli-1.2.3.jar", "signalbox-wire-1.2.3.jar", "vertx-core-5.jar");
            assertThat(Stream.of(classPath.split(":"))).allMatch(jar -> Files.exists(Path.of(jar)));
        }

        @Test
        void usesTheCacheForAFastStartOnlyWithTheJdkThatMadeIt() throws Exception {
            assertThat(checkout.run("up").arguments()).anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
            checkout.jdk("jdks/jdk", "25.0.2");
            assertThat(checkout.run("up").arguments()).noneMatch(argument -> argument.startsWith("-XX:AOTCache="));
            assertThat(checkout.builds()).hasSize(1);
        }

        @Test
        void addsTheOptionsOfTheUserAndLeavesTheCollectorToThem() throws Exception {
            List<String> arguments = checkout.with("SIGNALBOX_JAVA_OPTS", "-Xmx300m -XX:+UseSerialGC")
                    .run("up")
                    .arguments();
            assertThat(arguments).contains("-Xmx300m", "-XX:+UseSerialGC").doesNotContain("-XX:+UseG1GC");
        }

        @Test
        void becomesTheJavaProcessSoThatSignalsReachIt() throws Exception {
            Checkout.Ended run = checkout.run("up");
            assertThat(run.out().lines()).startsWith("pid " + run.pid());
        }

        @Test
        void runsThroughLinksFromAnywhere() throws Exception {
            Path first = Files.createSymbolicLink(directory.resolve("first link"), checkout.launcher());
            Path second = Files.createSymbolicLink(
                    Files.createDirectories(directory.resolve("bin")).resolve("signalbox"),
                    Path.of("..").resolve(first.getFileName()));
            Checkout.Ended run = Checkout.Ended.of(checkout.start(second, "up"));
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.arguments()).endsWith("dev.signalbox.cli.Main", "up");
        }

        @Test
        void pointsToTheLogWhenTheBuildFailsAndBuildsAtTheNextStart() throws Exception {
            Path broken = Files.createFile(checkout.root().resolve("break"));
            Checkout.Ended failed = checkout.run("up");
            Path log = checkout.root().resolve(".signalbox/build.log");
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.err().lines())
                    .endsWith("  the sky is falling", "signalbox: the build failed; all of it is in " + log);
            assertThat(log).content().contains("the sky is falling");
            Files.delete(broken);
            assertThat(checkout.run("up").status()).isZero();
        }

        @Test
        void letsOnlyOneOfTwoFirstBuildsRun() throws Exception {
            Files.createFile(checkout.root().resolve("wait"));
            Process first = checkout.start("up");
            awaitFile(checkout.root().resolve("waiting"));
            Process second = checkout.start("up");
            try (BufferedReader told =
                    new BufferedReader(new InputStreamReader(second.getErrorStream(), StandardCharsets.UTF_8))) {
                assertThat(told.readLine())
                        .startsWith("Waiting for another build in ")
                        .contains("process " + first.pid());
                Files.createFile(checkout.root().resolve("go"));
                assertThat(first.waitFor()).isZero();
                assertThat(second.waitFor()).isZero();
            }
            assertThat(checkout.builds()).hasSize(1);
        }

        @Test
        void takesOverFromABuildThatDied() throws Exception {
            Process dead = new ProcessBuilder("true").start();
            dead.waitFor();
            Files.createDirectories(checkout.root().resolve(".signalbox"));
            Files.createSymbolicLink(
                    checkout.root().resolve(".signalbox/build.lock"), Path.of(String.valueOf(dead.pid())));
            assertThat(checkout.run("up").status()).isZero();
            assertThat(checkout.root().resolve(".signalbox/build.lock")).doesNotExist();
        }

        @Test
        void keepsTheVersionBeforeForTheProcessThatStillRunsIt() throws Exception {
            for (int build = 0; build < 4; build++) {
                checkout.edit("wire/src/main/java/A.java");
                Files.deleteIfExists(checkout.root().resolve(".signalbox/built"));
                checkout.run("up");
            }
            try (Stream<Path> versions = Files.list(checkout.root().resolve(".signalbox/app"))) {
                assertThat(versions).hasSize(2);
            }
        }

        @Test
        void runsEveryCheckThroughMavenWithTheArgumentsThatWereGiven() throws Exception {
            Checkout.Ended run = checkout.run("test", "-Pslow", "-pl", "wire");
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(checkout.builds()).containsExactly("verify -Pslow -pl wire");
        }

        @Test
        void endsWithTheStatusOfTheChecks() throws Exception {
            Files.createFile(checkout.root().resolve("break"));
            assertThat(checkout.run("test").status()).isEqualTo(1);
        }
    }

    @Test
    void givesTheMavenWrapperAnUnzipWhereThereIsNone() throws Exception {
        Path zip = directory.resolve("maven.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("apache-maven/bin/mvn"));
            out.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        }
        Path target = Files.createDirectories(directory.resolve("un zipped"));
        Checkout.executable(
                checkout.root().resolve("mvnw"), "#!/bin/sh\nexec unzip -q '" + zip + "' -d '" + target + "'\n");
        Checkout.Ended run =
                checkout.with("JAVA_HOME", System.getProperty("java.home")).run("test");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(target.resolve("apache-maven/bin/mvn")).exists().isExecutable();
    }

    private static void awaitFile(Path file) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!Files.exists(file)) {
            assertThat(System.nanoTime()).as("waiting for " + file).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
