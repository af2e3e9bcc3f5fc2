package dev.signalbox.server.boot;

import dev.signalbox.server.catalogue.Members.Member;
import dev.signalbox.server.ceilings.CeilingObserver;
import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.dispatch.Dispatch;
import dev.signalbox.server.dispatch.EscalationObserver;
import dev.signalbox.server.dispatch.Pauses;
import dev.signalbox.server.dispatch.Probed;
import dev.signalbox.server.fetch.Fetcher;
import dev.signalbox.server.fetch.Names;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.probes.Prober;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.server.vendors.Vendors;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/**
 * Asks models whether they answer, without a gateway: over the same connections, with the same credentials and in the same
 * dialects as one would, but without a listener and without a ledger.
 */
public final class LiveCheck implements AutoCloseable {
    private final Opened opened = new Opened();
    private final Settings settings;
    private final Dispatch dispatch;
    private final Prober prober;

    /** What came of asking one model. */
    public record Asked(Member member, Probed outcome) {}

    /** Asks nobody yet. */
    public LiveCheck(Settings settings) {
        this.settings = settings;
        try {
            HttpRuntime runtime = opened.add(HttpRuntime.start());
            Upstream upstream = opened.add(new Upstream(runtime));
            Fetcher fetcher = opened.add(new Fetcher(runtime, Names.ofThisMachine(), (_, _) -> {}));
            Clock clock = Clock.systemUTC();
            this.dispatch = new Dispatch(
                    new Dispatch.Services(
                            upstream,
                            new Health(System::nanoTime),
                            new Ceilings(System::nanoTime, CeilingObserver.NONE),
                            fetcher,
                            new TargetFacts(PriceBook.load(), Vendors.load()),
                            Pauses.real(),
                            RandomSource.ofThreads(),
                            clock,
                            System::nanoTime,
                            _ -> {},
                            EscalationObserver.NONE),
                    (_, _) -> {});
            RequestIds ids =
                    new RequestIds(clock, () -> ThreadLocalRandom.current().nextLong());
            this.prober = new Prober(dispatch, _ -> new NoAccount(), runtime::loop, ids);
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** The most output tokens that all of them together are asked for. */
    public long outputCap(List<Member> members) {
        return members.stream()
                .mapToLong(member -> dispatch.probeCap(settings, member.target()))
                .sum();
    }

    /**
     * Asks all of them. Blocks until each has answered or failed.
     *
     * @param atOnce how many are asked at the same time
     * @param patience how long each may take
     * @param progress is told each outcome as it comes, one at a time
     */
    public List<Asked> ask(List<Member> members, int atOnce, Duration patience, Consumer<Asked> progress) {
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Asked>> running = new ArrayList<>();
            for (Member member : members) {
                running.add(threads.submit(() -> {
                    places.acquire();
                    try {
                        Asked asked = new Asked(member, prober.ask(settings, member.target(), patience));
                        synchronized (places) {
                            progress.accept(asked);
                        }
                        return asked;
                    } finally {
                        places.release();
                    }
                }));
            }
            List<Asked> all = new ArrayList<>();
            for (Future<Asked> each : running) {
                all.add(each.get());
            }
            return List.copyOf(all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while models were asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
