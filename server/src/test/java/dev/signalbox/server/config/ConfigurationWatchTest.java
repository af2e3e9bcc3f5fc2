package dev.signalbox.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatchTest {

    private static final String ONE = "server: { port: 4000, drain: 1s }\nproviders: { p: { dialect: openai } }\n";
    private static final String TWO = "server: { port: 4000, drain: 2s }\nproviders: { p: { dialect: openai } }\n";
    private static final String BROKEN = "server: { port: many }\n";

    @TempDir
    private Path directory;

    private Path file;
    private SettingsHolder holder;
    private ConfigurationWatch watch;
    private final List<Reload> told = new ArrayList<>();

    @BeforeEach
    void startsWithTheFirstFile() throws Exception {
        file = Files.writeString(directory.resolve("signalbox.yaml"), ONE);
        open(file);
    }

    @Test
    void staysSilentWhileNothingChanges() {
        poll(5);

        assertThat(told).isEmpty();
        assertThat(watch.reload()).isInstanceOf(Reload.Unchanged.class);
        assertThat(told).isEmpty();
    }

    @Test
    void swapsTheSettingsOnceWhenTheFileHasChangedAndSettled() throws Exception {
        poll(1);
        Files.writeString(file, TWO);
        watch.poll();
        assertThat(told).as("the file may still be written").isEmpty();
        poll(4);

        assertThat(told).singleElement().isInstanceOf(Reload.Swapped.class);
        assertThat(holder.now().server().drain()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void keepsTheOldSettingsAndTellsOnceWhenTheFileIsBad() throws Exception {
        poll(1);
        Settings before = holder.now();
        Files.writeString(file, BROKEN);
        poll(5);

        assertThat(holder.now()).isSameAs(before);
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reload.Kept.class,
                        kept -> assertThat(kept.problems())
                                .anyMatch(p -> p.toString()
                                        .endsWith("server.port: \"many\" (expected: a number from 0 to 65535)")));

        Files.delete(file);
        poll(3);
        assertThat(told).hasSize(2).last().isInstanceOf(Reload.Kept.class);

        Files.writeString(file, TWO);
        poll(3);
        assertThat(told).hasSize(3).last().isInstanceOf(Reload.Swapped.class);
    }

    @Test
    void tellsAFileThatIsTooLargeOnce() throws Exception {
        poll(1);
        Files.writeString(file, "# padding\n".repeat(1_000_000));
        poll(5);

        assertThat(told).singleElement().isInstanceOf(Reload.Kept.class);
    }

    @Test
    void reloadsAtOnceWhenAsked() throws Exception {
        Files.writeString(file, TWO);

        assertThat(watch.reload()).isInstanceOf(Reload.Swapped.class);
        assertThat(holder.now().server().drain()).isEqualTo(Duration.ofSeconds(2));
        poll(3);
        assertThat(told).hasSize(1);
    }

    @Test
    void seesASwappedLinkAsMountedVolumesUseIt() throws Exception {
        Path first = Files.createDirectory(directory.resolve("..first"));
        Path second = Files.createDirectory(directory.resolve("..second"));
        Files.writeString(first.resolve("signalbox.yaml"), ONE);
        Files.writeString(second.resolve("signalbox.yaml"), TWO);
        Path data = Files.createSymbolicLink(directory.resolve("..data"), first.getFileName());
        Path mounted = Files.createSymbolicLink(directory.resolve("mounted.yaml"), Path.of("..data/signalbox.yaml"));
        open(mounted);
        poll(2);

        Path next = Files.createSymbolicLink(directory.resolve("..next"), second.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        poll(2);

        assertThat(told).singleElement().isInstanceOf(Reload.Swapped.class);
        assertThat(holder.now().server().drain()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void seesAChangedSecretAndAChangedAuthority() throws Exception {
        Path secret = Files.writeString(directory.resolve("key"), "old");
        Path authority = Files.writeString(directory.resolve("ca.pem"), "old");
        Files.writeString(file, "providers: { p: { dialect: openai, key: file:key, ca: ca.pem } }\n");
        open(file);
        poll(2);

        Files.writeString(secret, "new");
        poll(2);
        assertThat(holder.now().providers().get("p").key().orElseThrow().reveal())
                .isEqualTo("new");

        Files.writeString(authority, "new");
        poll(2);
        assertThat(told).hasSize(2).allMatch(Reload.Swapped.class::isInstance);

        Files.delete(secret);
        poll(2);
        assertThat(told).hasSize(3).last().isInstanceOf(Reload.Kept.class);
        Files.writeString(secret, "newest");
        poll(2);
        assertThat(holder.now().providers().get("p").key().orElseThrow().reveal())
                .isEqualTo("newest");
    }

    @Test
    void holdsBackWhatNeedsARestartAndSaysSo() throws Exception {
        poll(1);
        Files.writeString(file, """
                server:
                  port: 4001
                  drain: 9s
                  limits: { max-connections: 5 }
                ledger:
                  fsync: 1s
                """);
        poll(2);

        Settings now = holder.now();
        assertThat(now.server().port()).isEqualTo(4000);
        assertThat(now.server().limits().maxConnections()).isEqualTo(20_000);
        assertThat(now.ledger().fsync()).isEqualTo(Duration.ofMillis(20));
        assertThat(now.server().drain()).isEqualTo(Duration.ofSeconds(9));
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Reload.Swapped.class,
                        swapped -> assertThat(swapped.notes().stream()
                                        .map(Problem::toString)
                                        .filter(line -> line.contains("restart")))
                                .containsExactly(
                                        file + ":2:9 warning: server.port: takes effect after a restart",
                                        file
                                                + ":4:30 warning: server.limits.max-connections: takes effect after a restart",
                                        file + ":6:10 warning: ledger.fsync: takes effect after a restart"));

        Files.writeString(file, ONE);
        poll(2);
        assertThat(((Reload.Swapped) told.getLast()).notes())
                .noneMatch(p -> p.toString().contains("restart"));
    }

    @Test
    void looksByItselfOnceStarted() throws Exception {
        CountDownLatch swapped = new CountDownLatch(1);
        watch = new ConfigurationWatch(file, Yaml.ENVIRONMENT::get, holder, _ -> swapped.countDown());
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            watch.start(timer, Duration.ofMillis(5));
            Files.writeString(file, TWO);

            assertThat(swapped.await(10, TimeUnit.SECONDS)).isTrue();
            timer.shutdownNow();
        }
    }

    @Test
    void goesOnLookingAfterAListenerHasFailed() throws Exception {
        BlockingQueue<Reload> queue = new LinkedBlockingQueue<>();
        watch = new ConfigurationWatch(file, Yaml.ENVIRONMENT::get, holder, reload -> {
            queue.add(reload);
            throw new IllegalStateException("the listener failed");
        });
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            watch.start(timer, Duration.ofMillis(5));
            Files.writeString(file, TWO);
            assertThat(queue.poll(10, TimeUnit.SECONDS)).isNotNull();
            Files.writeString(file, ONE);
            assertThat(queue.poll(10, TimeUnit.SECONDS)).isNotNull();
            timer.shutdownNow();
        }
    }

    @Test
    void keepsWhatHoldsWhereTheNextCannotBePrepared() throws Exception {
        List<String> prepared = new ArrayList<>();
        Settings before = holder.now();
        watch = new ConfigurationWatch(
                file,
                Yaml.ENVIRONMENT::get,
                new WeightsFiles(),
                holder,
                (next, running) -> {
                    assertThat(running).isSameAs(before).isSameAs(holder.now());
                    prepared.add(next.version());
                    if (prepared.size() == 1) {
                        throw new IllegalStateException("it is too much");
                    }
                },
                told::add);
        Files.writeString(file, TWO);

        Reload kept = watch.reload();

        assertThat(kept).isInstanceOf(Reload.Kept.class);
        assertThat(((Reload.Kept) kept).problems())
                .extracting(Problem::toString)
                .containsExactly(file + " cannot be prepared: it is too much");
        assertThat(holder.now()).isSameAs(before);
        assertThat(told).containsExactly(kept);
        assertThat(watch.reload()).isInstanceOf(Reload.Swapped.class);
        assertThat(holder.now().version()).isEqualTo(prepared.getLast());
    }

    private void open(Path watched) {
        told.clear();
        Loaded loaded = Configuration.load(watched, Yaml.ENVIRONMENT::get);
        assertThat(loaded).isInstanceOf(Loaded.Good.class);
        holder = new SettingsHolder(((Loaded.Good) loaded).settings());
        watch = new ConfigurationWatch(watched, Yaml.ENVIRONMENT::get, holder, told::add);
    }

    private void poll(int times) {
        for (int i = 0; i < times; i++) {
            watch.poll();
        }
    }
}
