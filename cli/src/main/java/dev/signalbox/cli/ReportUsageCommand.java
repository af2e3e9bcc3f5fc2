package dev.signalbox.cli;

import dev.signalbox.cli.report.ReportFormat;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.config.Problem;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.EntryReader;
import dev.signalbox.server.store.StoreUnavailable;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import dev.signalbox.server.store.sqlite.SqliteReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sums up what was used. Reads the ledger beside a gateway that writes it. */
@Command(
        name = "usage",
        description = {
            "Sum up requests, tokens and cost.",
            "Works on the ledger of a running gateway too; what it has just served appears within a second."
        })
final class ReportUsageCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            split = ",",
            required = true,
            description = {"One or two of: model, caller, route, day, provider, tenant."})
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private List<String> by;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = {"How far back, such as 12h or 7d (default: everything)."})
    private Optional<Duration> since = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = {"One of: table, csv, json (default: ${DEFAULT-VALUE})."})
    private ReportFormat format = ReportFormat.TABLE;

    @ArgGroup
    private @Nullable Place place;

    /** Where the ledger lies. */
    static final class Place {

        @Option(
                names = "--ledger",
                paramLabel = "DIR",
                description = {"The ledger's directory (default: signalbox-data in this directory)."})
        private Optional<Path> ledger = Optional.empty();

        @Option(names = "--config", paramLabel = "FILE", description = "The ledger of this configuration.")
        private Optional<Path> config = Optional.empty();
    }

    ReportUsageCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        UsageQuery query = query();
        try (EntryReader entries = SqliteReader.open(surroundings.resolve(directory()))) {
            UsageReport report = entries.usage(query);
            PrintWriter out = spec.commandLine().getOut();
            out.print(format.text(report));
            out.flush();
            return ExitStatus.FINE;
        } catch (StoreUnavailable e) {
            throw new Complaint(RuntimeErrors.sentence(e), e);
        }
    }

    private UsageQuery query() {
        Instant now = surroundings.clock().instant();
        try {
            List<Dimension> dimensions = by.stream().map(this::dimension).toList();
            return new UsageQuery(since.map(now::minus).orElse(Instant.EPOCH), now.plusSeconds(1), dimensions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), RuntimeErrors.sentence(e), e);
        }
    }

    private Dimension dimension(String word) {
        return Dimension.of(word).orElseThrow(() -> {
            String known =
                    Arrays.stream(Dimension.values()).map(Dimension::word).collect(Collectors.joining(", "));
            return new ParameterException(
                    spec.commandLine(), "--by: \"" + word + "\" (expected one of: " + known + ")");
        });
    }

    private Path directory() {
        return Optional.ofNullable(place)
                .flatMap(given -> given.ledger.or(() -> given.config.map(this::ledgerOf)))
                .orElse(LedgerSettings.defaults().directory());
    }

    private Path ledgerOf(Path file) {
        return switch (Configuration.load(surroundings.resolve(file), surroundings.environment())) {
            case Loaded.Good good -> good.settings().ledger().directory();
            case Loaded.Bad bad ->
                throw new Complaint("the configuration cannot be used:\n"
                        + bad.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        };
    }
}
