package dev.signalbox.server.config;

import dev.signalbox.server.settings.CallerSettings;
import dev.signalbox.server.settings.EffortBudgets;
import dev.signalbox.server.settings.EndUsers;
import dev.signalbox.server.settings.EventSettings;
import dev.signalbox.server.settings.FetchSettings;
import dev.signalbox.server.settings.HealthSettings;
import dev.signalbox.server.settings.IdempotencySettings;
import dev.signalbox.server.settings.LedgerSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.ServerSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TelemetrySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole file. */
final class RootSection {

    private static final Settings DEFAULTS = Settings.defaults();
    private static final String NAME = "a name of visible ASCII characters";

    private static final Key<Settings, Map<String, ProviderSettings>> PROVIDERS = Key.of(
            "providers",
            named(ProviderSection.SECTION),
            Settings::providers,
            DEFAULTS,
            "The accounts at providers, by name.");
    private static final Key<Settings, Map<String, ModelSettings>> MODELS = Key.of(
            "models",
            new Named<>(ModelSection.SECTION, NamePattern::isValid, NAME + ", with a * at the end only"),
            Settings::models,
            DEFAULTS,
            "The models that providers serve, by name.");
    private static final Key<Settings, Map<String, RouteSettings>> ROUTES = Key.of(
            "routes",
            named(RouteSection.SECTION),
            Settings::routes,
            DEFAULTS,
            "The names that stand for several models, by name.");
    private static final Key<Settings, Map<String, CallerSettings>> CALLERS =
            Key.of("callers", named(CallerSection.SECTION), Settings::callers, DEFAULTS, "Who may call, by name.");
    private static final Key<Settings, ServerSettings> SERVER =
            Key.of("server", ServerSection.SECTION, Settings::server, DEFAULTS, "The listener.");
    private static final Key<Settings, LedgerSettings> LEDGER =
            Key.of("ledger", Ledger.SECTION, Settings::ledger, DEFAULTS, "Where every request is recorded.");
    private static final Key<Settings, TelemetrySettings> TELEMETRY = Key.of(
            "telemetry", Telemetry.SECTION, Settings::telemetry, DEFAULTS, "What the process tells about its work.");

    private static final Key<Settings, FetchSettings> FETCH = Key.of(
            "fetch",
            FetchSection.SECTION,
            Settings::fetch,
            DEFAULTS,
            "How addresses of images are read for providers that take only bytes.");

    private static final Key<Settings, IdempotencySettings> IDEMPOTENCY = Key.of(
            "idempotency",
            IdempotencySection.SECTION,
            Settings::idempotency,
            DEFAULTS,
            "How answers are kept for requests that come again.");

    private static final Key<Settings, EffortBudgets> THINKING = Key.of(
            "thinking", ThinkingSection.SCALE, Settings::thinking, DEFAULTS, "What effort words stand for in tokens.");

    private static final Key<Settings, Optional<EventSettings>> EVENTS =
            Key.optional("events", EventSection.SECTION, Settings::events, "Who is told of what happens.");

    private static final Key<Settings, HealthSettings> HEALTH = Key.of(
            "health", PeerSection.SECTION, Settings::health, DEFAULTS, "With whom it is shared how targets fare.");

    static final Section<Settings> SECTION = Section.of(
                    "",
                    "",
                    List.of(
                            SERVER,
                            PROVIDERS,
                            MODELS,
                            ROUTES,
                            CALLERS,
                            LEDGER,
                            TELEMETRY,
                            FETCH,
                            IDEMPOTENCY,
                            THINKING,
                            EVENTS,
                            HEALTH,
                            RouterSection.ROUTERS),
                    v -> new Settings(
                            v.get(SERVER),
                            v.get(PROVIDERS),
                            v.get(MODELS),
                            learned(v)
                                    .in(selected(v.get(PROVIDERS), v.get(MODELS))
                                            .in(v.get(ROUTES))),
                            v.get(CALLERS),
                            v.get(LEDGER),
                            v.get(TELEMETRY),
                            v.get(FETCH),
                            v.get(IDEMPOTENCY),
                            v.get(THINKING),
                            v.get(EVENTS),
                            v.get(HEALTH),
                            v.get(RouterSection.ROUTERS),
                            DEFAULTS.version()))
            .renamed(Map.of(
                    "model-list", "models, a mapping of names",
                    "listen", "server.host and server.port",
                    "port", "server.port",
                    "keys", "callers",
                    "users", "callers",
                    "virtual-models", "routes",
                    "aliases", "routes",
                    "peers", "health.peers",
                    "webhook", "events.webhook",
                    "webhooks", "events.webhook"))
            .unavailable("plans", "guards", "limits", "budgets", "cache", "stores", "agents", "mcp")
            .checked(RootSection::check);

    private RootSection() {}

    private static void check(Values v, Spot root) {
        References.check(root);
        Graders.check(root);
        RouterSection.check(root);
        if (root.reading().errors() == 0) {
            selected(v.get(PROVIDERS), v.get(MODELS)).check(v.get(ROUTES), root.at("routes"));
            new PriceGaps(v.get(PROVIDERS), ModelSection.book(), Instant.now()).check(v.get(MODELS), root.at("models"));
            learned(v).check(v.get(ROUTES), root.at("routes"));
        }
    }

    private static Selected selected(Map<String, ProviderSettings> providers, Map<String, ModelSettings> models) {
        return new Selected(providers, models, ModelSection.book(), Instant.now());
    }

    private static LearnedRoutes learned(Values v) {
        return new LearnedRoutes(v.get(PROVIDERS), v.get(MODELS), ModelSection.book(), Instant.now());
    }

    private static <T> Named<T> named(Section<T> section) {
        return new Named<>(section, name -> NamePattern.isValid(name) && !name.contains("*"), NAME + ", without *");
    }

    private static final class Ledger {

        static final LedgerSettings DEFAULTS = LedgerSettings.defaults();
        static final Key<LedgerSettings, Path> DIRECTORY = Key.of(
                        "directory",
                        Paths.directory(),
                        LedgerSettings::directory,
                        DEFAULTS,
                        "Created when missing. A relative path starts at the working directory of the process.")
                .afterRestart();
        static final Key<LedgerSettings, Duration> FSYNC = Key.of(
                        "fsync",
                        Durations.zeroOrMore(),
                        LedgerSettings::fsync,
                        DEFAULTS,
                        "How much of the newest records a power cut may take; a killed process loses none.")
                .afterRestart();
        static final Key<LedgerSettings, Optional<Duration>> RETENTION = Key.<LedgerSettings, Duration>optional(
                        "retention",
                        Durations.ofDays(),
                        LedgerSettings::retention,
                        "How long entries are kept, their sums with them; at least 1h. The gateway deletes older ones bit by bit.")
                .otherwise("for ever");
        static final Key<LedgerSettings, EndUsers> END_USERS = Key.of(
                "end-users",
                WordKind.oneOf(EndUsers.class, Map.of("none", "use off", "hash", "use digest")),
                LedgerSettings::endUsers,
                DEFAULTS,
                "What is kept of a caller's own user, whom `user`, `safety_identifier` or `metadata.user_id` names.");
        static final Key<LedgerSettings, Boolean> FEEDBACK_COMMENTS = Key.of(
                "feedback-comments",
                WordKind.trueOrFalse(),
                LedgerSettings::feedbackComments,
                DEFAULTS,
                "Whether the comments that come with `POST /v1/feedback` are kept; scores and labels always are.");
        static final Key<LedgerSettings, Optional<List<String>>> GRADERS = Key.<LedgerSettings, List<String>>optional(
                        Graders.KEY,
                        ListKind.orOne(WordKind.label()),
                        ledger -> Optional.of(ledger.graders()).filter(names -> !names.isEmpty()),
                        "The callers whose keys may tell by `POST /v1/feedback` what they think of the answers to all callers, such as"
                                + " a program that grades them.")
                .otherwise("each caller of its own");
        static final Key<LedgerSettings, Optional<Duration>> READINGS = Key.<LedgerSettings, Duration>optional(
                        "readings",
                        Durations.ofDays(),
                        LedgerSettings::readings,
                        "How long the numbers are kept that `signalbox router calibrate --from-ledger` reads from prompts of learned"
                                + " routes: a vector and counts, no words; at least 1h, at most 100,000 of them.")
                .otherwise("none are kept");
        static final Key<LedgerSettings, Integer> DECISIONS = Key.of(
                "decisions",
                Numbers.whole(0, 1_000_000),
                LedgerSettings::decisions,
                DEFAULTS,
                "Of how many of the newest requests `GET /v1/requests/ID/decision` can tell the plan. Kept in memory only.");
        static final Section<LedgerSettings> SECTION = Section.of(
                        "ledger",
                        "Where every request is recorded.",
                        List.of(
                                DIRECTORY,
                                FSYNC,
                                RETENTION,
                                END_USERS,
                                FEEDBACK_COMMENTS,
                                GRADERS,
                                READINGS,
                                DECISIONS),
                        v -> new LedgerSettings(
                                v.get(DIRECTORY),
                                v.get(FSYNC),
                                v.get(RETENTION),
                                v.get(END_USERS),
                                v.get(FEEDBACK_COMMENTS),
                                v.get(GRADERS).orElse(List.of()),
                                v.get(READINGS),
                                v.get(DECISIONS)))
                .renamed(Map.of("path", "directory", "dir", "directory", "keep", "retention"));
    }

    private static final class Telemetry {

        static final Key<TelemetrySettings, Boolean> ACCESS_LOG = Key.of(
                "access-log",
                WordKind.trueOrFalse(),
                TelemetrySettings::accessLog,
                TelemetrySettings.defaults(),
                "Whether every request leaves one line of JSON on standard output.");
        static final Section<TelemetrySettings> SECTION = Section.of(
                "telemetry",
                "What the process tells about its work.",
                List.of(ACCESS_LOG),
                v -> new TelemetrySettings(v.get(ACCESS_LOG)));
    }
}
