package dev.signalbox.cli;

import dev.signalbox.server.boot.LiveCheck;
import dev.signalbox.server.catalogue.Members;
import dev.signalbox.server.catalogue.Members.Member;
import dev.signalbox.server.settings.Settings;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How {@code signalbox check} asks models whether they answer. */
final class LiveOptions {
    /** What one request costs at most: its words with what providers add to them. */
    private static final int INPUT_TOKENS = 20;

    private static final int MOST_AT_ONCE = 64;

    @Option(
            names = "--live",
            description = {
                "Also ask every concrete model for one word, with the configured credentials. It costs a few tokens for each model,"
                        + " at the providers' prices; how many is told before and after."
            })
    private boolean wanted;

    @Option(
            names = "--route",
            paramLabel = "NAME",
            description = "Ask only the models behind this route; may be repeated.")
    private List<String> routes = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = DurationOption.class,
            description = "How long one model may take (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Duration timeout;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many models are asked at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    boolean wanted() {
        return wanted;
    }

    void check(CommandSpec spec) {
        if (!wanted && !routes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--route: without --live (expected: both)");
        }
        if (parallel < 1 || parallel > MOST_AT_ONCE) {
            throw new ParameterException(
                    spec.commandLine(), "--parallel: " + parallel + " (expected: 1 to " + MOST_AT_ONCE + ")");
        }
        if (!timeout.isPositive()) {
            throw new ParameterException(spec.commandLine(), "--timeout: 0 (expected: more than zero)");
        }
    }

    LiveReport ask(Settings settings, Instant now, PrintWriter progress) {
        for (String route : routes) {
            if (!settings.routes().containsKey(route)) {
                throw new Complaint("--route: no route \"" + route + "\" (expected one of: "
                        + String.join(", ", settings.routes().keySet()) + ")");
            }
        }
        Members members = Members.of(settings, now).of(routes);
        List<Member> all = members.members();
        try (LiveCheck check = new LiveCheck(settings)) {
            progress.println("asking " + LiveReport.count(all.size(), "model") + " for one word each: at most about "
                    + (long) all.size() * INPUT_TOKENS + " tokens of input and " + check.outputCap(all)
                    + " of output together");
            AtomicInteger done = new AtomicInteger();
            List<LiveCheck.Asked> asked = check.ask(
                    all,
                    parallel,
                    timeout,
                    each -> progress.println(done.incrementAndGet() + "/" + all.size() + " " + LiveReport.line(each)));
            LiveReport report = new LiveReport(asked, members.unnamed());
            progress.println(report.cost());
            return report;
        }
    }
}
