package dev.signalbox.cli;

import dev.signalbox.cli.report.ReportFormat;
import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.store.Dimension;
import dev.signalbox.server.store.Filter;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.Subjects;
import dev.signalbox.server.store.UsageQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of all reports. */
final class ReportOptions {

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            split = ",",
            description = {
                "One to three of: model, upstream, provider, route, caller, tenant, team, plan, user,",
                "dialect, provider-dialect, status, failure, ending, streamed, hour, day, week, month, request,",
                "metadata:NAME."
            })
    private List<String> by = List.of();

    @Option(
            names = "--where",
            paramLabel = "WHAT=VALUE",
            description = {
                "Only what has this value, such as caller=support-bot or 'model=gpt-5*'. All of them must hold."
            })
    private List<String> where = List.of();

    @Mixin
    private PeriodOptions period = new PeriodOptions();

    @Option(names = "--sort", paramLabel = "COLUMN", description = "The largest first, such as cost; or one of --by.")
    Optional<String> sort = Optional.empty();

    @Option(names = "--top", paramLabel = "N", description = "Only the first lines.")
    Optional<Integer> top = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            description = {"One of: table, csv, json, html (default: ${DEFAULT-VALUE})."})
    ReportFormat format = ReportFormat.TABLE;

    @Mixin
    LedgerPlace place = new LedgerPlace();

    /** @throws IllegalArgumentException if the options ask for nothing that can be answered */
    UsageQuery query(List<Dimension> otherwise, Instant now, Subjects subjects) {
        List<Dimension> dimensions = by.isEmpty()
                ? otherwise
                : by.stream().map(word -> dimension("--by", word)).toList();
        PeriodOptions.Period meant = period.at(now);
        List<Filter> filters =
                where.stream().map(text -> filter(text, subjects)).toList();
        return new UsageQuery(new Selection(meant.from(), meant.to(), filters), dimensions);
    }

    boolean isGroupedOrFiltered() {
        return !by.isEmpty() || !where.isEmpty();
    }

    PeriodOptions.Period period(Instant now) {
        return period.at(now);
    }

    static Dimension dimension(String option, String word) {
        return Dimension.of(word).orElseThrow(() -> {
            List<String> known = Dimension.words();
            String nearest = Nearest.phrase(word, known);
            return new IllegalArgumentException(option + ": \"" + word + "\" (expected one of: "
                    + String.join(", ", known) + ")" + (nearest.isEmpty() ? "" : "; " + nearest));
        });
    }

    /** What values look like. */
    private record Form(String form, String words) {}

    /** Values that look otherwise are in no entry: an empty report would tell a slip as a fact. */
    private static Optional<Form> expected(Dimension dimension) {
        if (dimension == Dimension.Field.STREAMED) {
            return Optional.of(new Form("true|false", "true or false"));
        }
        return dimension == Dimension.Field.STATUS
                ? Optional.of(new Form("\\d{0,3}|\\d{1,2}\\*", "a number such as 429, or 5*"))
                : Optional.empty();
    }

    private static Filter filter(String text, Subjects subjects) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "--where: \"" + text + "\" (expected: a dimension, = and a value, such as caller=support-bot)");
        }
        Dimension dimension = dimension("--where", text.substring(0, equals));
        String value = text.substring(equals + 1);
        expected(dimension).filter(words -> !value.matches(words.form())).ifPresent(words -> {
            throw new IllegalArgumentException(
                    "--where: \"" + text + "\" (expected: " + dimension.word() + "=" + words.words() + ")");
        });
        List<String> values = new ArrayList<>(List.of(value));
        if (dimension == Dimension.Field.USER && !value.isEmpty()) {
            values.add(subjects.digest(value));
        }
        return new Filter(dimension, values, true);
    }
}
