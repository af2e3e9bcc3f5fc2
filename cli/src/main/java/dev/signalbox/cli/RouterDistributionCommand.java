package dev.signalbox.cli;

import dev.signalbox.cli.report.Distribution;
import dev.signalbox.cli.report.Grid;
import dev.signalbox.cli.report.ReportFormat;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Filter;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.UsageQuery;
import dev.signalbox.server.store.UsageReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which models served the requests of each route. Reads the ledger, beside a running gateway or without one. */
@Command(
        name = "distribution",
        description = {
            "Show which models served the requests of each route, from the ledger.",
            "A share is that of a model in the requests of its route, and of the group where --by names one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  signalbox router distribution --since 7d",
            "  signalbox router distribution --route smart --by team --last-month --format csv"
        })
final class RouterDistributionCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--route",
            paramLabel = "ROUTE",
            description = "Only this route, or those of a beginning: 'chat-*'.")
    private Optional<String> route = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "Divide each route by this too, such as team, caller or day; all words of report usage.")
    private Optional<String> by = Optional.empty();

    @Mixin
    private PeriodOptions period = new PeriodOptions();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = {"One of: table, csv, json, html (default: table)."})
    private Optional<ReportFormat> format = Optional.empty();

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Mixin
    private LedgerPlace place = new LedgerPlace();

    RouterDistributionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        UsageQuery query = query();
        ReportFormat form = form();
        Path directory = place.in(surroundings);
        Optional<Settings> settings = place.settings(surroundings);
        Grid grid = Books.read(directory, (reader, notes) -> {
            UsageReport used = reader.usage(query);
            if (used.rows().isEmpty()) {
                route.ifPresent(name -> KnownRoutes.check(
                        name, reader, settings, surroundings.clock().instant()));
            }
            Grid made =
                    Distribution.of(used, reader.latency(query)).noting("mean ms is of requests that ended complete");
            for (String note : notes) {
                made = made.noting(note);
            }
            return ReportSheetCommand.erased(made, reader.purges());
        });
        PrintWriter out = spec.commandLine().getOut();
        out.print(form.text(grid, Distribution.SHARE));
        out.flush();
        return ExitStatus.FINE;
    }

    private ReportFormat form() {
        if (json && format.filter(other -> other != ReportFormat.JSON).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--json: with another --format (expected: one of them)");
        }
        return json ? ReportFormat.JSON : format.orElse(ReportFormat.TABLE);
    }

    private UsageQuery query() {
        try {
            List<Dimension> dimensions = new ArrayList<>(List.of(Dimension.Field.ROUTE));
            by.map(word -> ReportOptions.dimension("--by", word)).ifPresent(dimensions::add);
            if (by.isPresent() && isThereAlways(dimensions.getLast())) {
                throw new IllegalArgumentException(
                        "--by: \"" + by.get() + "\" (expected: another one; route and model are always there)");
            }
            dimensions.add(Dimension.Field.MODEL);
            PeriodOptions.Period meant = period.at(surroundings.clock().instant());
            List<Filter> where = route.map(name -> List.of(Filter.like(Dimension.Field.ROUTE, name)))
                    .orElse(List.of());
            return new UsageQuery(new Selection(meant.from(), meant.to(), where), dimensions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), RuntimeErrors.sentence(e), e);
        }
    }

    private static boolean isThereAlways(Dimension dimension) {
        return dimension == Dimension.Field.ROUTE || dimension == Dimension.Field.MODEL;
    }
}
