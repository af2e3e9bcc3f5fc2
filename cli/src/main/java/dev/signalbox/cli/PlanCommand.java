package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.boot.Replaying;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.EntryReader;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.wire.json.JsonCodec;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a new configuration would change for the requests that the ledger holds. */
@Command(
        name = "plan",
        description = {
            "Replay requests of the ledger through a new configuration and tell how traffic, cost and refusals would move.",
            "Nobody is called and nothing is changed. Status 1 if requests that are sent now would be refused then."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox plan new.yaml --config signalbox.yaml",
            "  signalbox plan new.yaml --config signalbox.yaml --since 7d --json"
        })
final class PlanCommand implements Callable<Integer> {

    private static final int USUAL = 10_000;
    private static final int MOST = 1_000_000;
    private static final long PROGRESS_EVERY = 100_000;

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "NEW", description = "The new configuration.")
    private Path changed = Path.of("");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "signalbox.yaml",
            description = "The configuration that holds now, whose ledger is read (default: ${DEFAULT-VALUE}).")
    private Path config = Path.of("");

    @Option(names = "--ledger", paramLabel = "DIR", description = "Read this ledger instead.")
    private Optional<Path> ledger = Optional.empty();

    @ArgGroup
    private @Nullable Which which;

    @Option(names = "--json", description = "Print an object on standard output instead.")
    private boolean json;

    /** One of them. */
    static final class Which {

        @Option(names = "--last", paramLabel = "N", description = "The newest N requests (default: " + USUAL + ").")
        private Optional<Integer> last = Optional.empty();

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "All from then on: 12h or 7d ago, 2026-11-01, 2026-11-01T10:00:00Z.")
        private Optional<String> since = Optional.empty();
    }

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Instant now = surroundings.clock().instant();
        Optional.ofNullable(which).flatMap(one -> one.since).ifPresent(text -> moment(text, now));
        last();
        Settings before = Configurations.load(config, surroundings);
        Settings after = Configurations.load(changed, surroundings);
        PriceBook prices = PriceBook.load();
        Path directory = surroundings.resolve(ledger.orElse(before.ledger().directory()));
        try (RecordedReadings readings = RecordedReadings.in(directory)) {
            return replay(
                    directory,
                    before,
                    after,
                    new Replaying(before, prices, now, readings),
                    new Replaying(after, prices, now, readings));
        }
    }

    private int replay(Path directory, Settings before, Settings after, Replaying was, Replaying will) {
        Instant now = surroundings.clock().instant();
        Optional<Instant> since =
                Optional.ofNullable(which).flatMap(one -> one.since).map(text -> moment(text, now));
        int last = last();
        Movement movement = new Movement(was, will);
        List<String> notes = new ArrayList<>();
        Books.read(directory, (reader, told) -> {
            notes.addAll(told);
            since.ifPresentOrElse(
                    from -> reader.each(all(from, now), entry -> add(movement, entry)),
                    () -> newest(reader, last, now).forEach(entry -> add(movement, entry)));
            return movement.requests();
        });
        notes.addAll(notes(movement, was, will));
        print(new MovementReport(
                movement,
                before.version(),
                after.version(),
                since.map(from -> " since " + from).orElse(""),
                notes));
        return movement.loses() ? ExitStatus.PROBLEM : ExitStatus.FINE;
    }

    private int last() {
        int last = Optional.ofNullable(which).flatMap(one -> one.last).orElse(USUAL);
        if (last < 1 || last > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--last: " + last + " (expected: a number from 1 to " + MOST + ")");
        }
        return last;
    }

    private void print(MovementReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new String(JsonCodec.write(report.json()), UTF_8));
        } else {
            out.print(report.text());
        }
        out.flush();
    }

    private void add(Movement movement, Entry entry) {
        movement.add(entry);
        if (movement.requests() % PROGRESS_EVERY == 0) {
            spec.commandLine().getErr().println(movement.requests() + " requests replayed");
            spec.commandLine().getErr().flush();
        }
    }

    /** Entries come by their arrival: sums by hour tell where to begin, so that an old ledger need not be read whole. */
    private static Deque<Entry> newest(EntryReader reader, int last, Instant now) {
        Instant from =
                begin(reader.usage(new UsageQuery(all(Instant.EPOCH, now), List.of(Dimension.Field.HOUR))), last);
        Deque<Entry> newest = new ArrayDeque<>();
        reader.each(all(from, now), entry -> {
            newest.addLast(entry);
            if (newest.size() > last) {
                newest.removeFirst();
            }
        });
        return newest;
    }

    private static Instant begin(UsageReport byHour, int last) {
        long found = 0;
        for (UsageReport.Row row : byHour.rows().reversed()) {
            found += row.sums().requests();
            if (found >= last) {
                return OffsetDateTime.parse(row.keys().getFirst()).toInstant();
            }
        }
        return Instant.EPOCH;
    }

    private static Selection all(Instant from, Instant now) {
        return new Selection(from, now.plusSeconds(1), List.of());
    }

    private static List<String> notes(Movement movement, Replaying was, Replaying will) {
        List<String> notes = new ArrayList<>();
        if (movement.nobody() > 0) {
            notes.add(movement.nobody() + " requests of nobody that was recognised are not replayed");
        }
        TreeSet<String> unsure = new TreeSet<>();
        Stream.concat(was.unsure().stream(), will.unsure().stream())
                .map(PlanCommand::named)
                .forEach(unsure::add);
        if (!unsure.isEmpty()) {
            notes.add("the ledger does not hold what these routes go by, so they are planned as if nothing had been"
                    + " measured, for a request without text and header fields: "
                    + String.join(", ", unsure));
        }
        if (will.judged() + was.judged() > 0) {
            notes.add("requests of learned routes are planned by what was read from their prompts, which is kept of "
                    + Math.max(was.judged(), will.judged()) + " and not of " + Math.max(was.unread(), will.unread()));
        }
        notes.add(
                "every target is taken for healthy and nobody fails over; tools, images and sessions of requests are not"
                        + " in the ledger; tokens are taken to be the same at every model; prices are those of today");
        return notes;
    }

    private static String named(RouteSettings route) {
        return route.name() + " (" + route.strategy().word() + ")";
    }

    private Instant moment(String text, Instant now) {
        try {
            return Times.moment("--since", text, now);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), RuntimeErrors.sentence(e), e);
        }
    }
}
