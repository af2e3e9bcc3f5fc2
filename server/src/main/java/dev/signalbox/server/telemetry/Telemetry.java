package dev.signalbox.server.telemetry;

import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.http.HttpObserver;
import dev.signalbox.server.http.HttpServer;
import dev.signalbox.server.http.Refusal;
import dev.signalbox.server.peers.PeerObserver;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.store.Entry;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears of everything that is counted or logged, and passes it to the metrics and the access log. */
public final class Telemetry implements HttpObserver, RequestObserver, CountObserver, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Telemetry.class);

    private final SettingsHolder settings;
    private final Metrics metrics;
    private final Optional<LineWriter> lines;
    private final Optional<AccessLog> accessLog;

    /** @param accessOut takes the access log while the settings want one; absent where there is never one */
    public Telemetry(SettingsHolder settings, Optional<PrintStream> accessOut, Clock clock) {
        this.settings = settings;
        this.metrics = new Metrics(settings);
        this.lines = accessOut.map(LineWriter::new);
        this.accessLog = lines.map(writer -> new AccessLog(writer, clock));
        lines.ifPresent(writer -> metrics.gauge(
                "signalbox.access.log.dropped",
                "Lines of the access log that did not fit",
                writer,
                LineWriter::dropped));
    }

    /** All metrics now, in the Prometheus text format. */
    public String scrape() {
        return metrics.scrape();
    }

    /** A request is in the ledger. */
    public void closed(Entry entry) {
        metrics.closed(entry);
        wanted().ifPresent(access -> access.closed(entry));
    }

    /** A request was served whose price nobody knows. */
    public void unknownPrice(String model) {
        metrics.count(
                "signalbox.unknown.price",
                "Attempts at models without a price; their cost is not part of any sum",
                "model",
                metrics.label(model));
    }

    /** Something happened to the ledger that operators should know: a bounded word. */
    public void ledger(String event) {
        metrics.count("signalbox.ledger.events", "What happened to journal and store", "event", event);
    }

    /** Records went from the journal to the store. */
    public void drained(int records) {
        metrics.add("signalbox.ledger.records", "Records that went from the journal to the store", records);
    }

    /** Entries were deleted because they were kept long enough. */
    public void purged(int entries) {
        metrics.add("signalbox.ledger.purged", "Entries deleted because they were older than the retention", entries);
    }

    /** A caller told what it thought of an answer. */
    public void feedback(Optional<String> route, Optional<String> model, double score) {
        String[] labels = {
            "route",
            route.map(metrics::label).orElse("none"),
            "model",
            model.map(metrics::label).orElse("none")
        };
        metrics.count("signalbox.feedback", "Times that callers told what they thought of an answer", labels);
        metrics.add("signalbox.feedback.score", "Sum of the scores, 0 to 1 each, that callers gave", score, labels);
    }

    /** The configuration was looked at again; the result is swapped, kept or unchanged. */
    public void reloaded(String result) {
        metrics.count("signalbox.configuration.reloads", "Reloads of the configuration", "result", result);
    }

    /** Something became of the key of a request: a bounded word. */
    public void idempotency(String outcome) {
        metrics.count("signalbox.idempotency", "What became of keys of requests", "outcome", outcome);
    }

    /** A request of a session was answered; the outcome is a bounded word. */
    public void sticky(String route, String outcome) {
        metrics.count(
                "signalbox.sticky",
                "Answers to requests of sessions, by whether the target stayed the same",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** A route chose among its branches, whose labels are configured. */
    public void chose(String route, String branch) {
        metrics.count(
                "signalbox.route.choices",
                "Requests by what their route chose: a task, a tier, a rule",
                "route",
                metrics.label(route),
                "choice",
                branch);
    }

    /** A learned route picked a model; mode and basis are bounded words. */
    public void picked(String route, String model, String mode, String basis) {
        metrics.count(
                "signalbox.router.picks",
                "Requests of learned routes by the model that was picked, and why",
                "route",
                metrics.label(route),
                "model",
                metrics.label(model),
                "mode",
                mode,
                "basis",
                basis);
    }

    /** A learned route took so long to pick a model. */
    public void decided(String route, Duration took) {
        metrics.decided(route, took);
    }

    /** A learned route waited for the embedding of a prompt; the outcome is a bounded word. */
    public void embedded(String route, String outcome) {
        metrics.count(
                "signalbox.router.embeddings",
                "Prompts of learned routes, by what became of their embedding",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** A model of a learned route costs something else by now; the outcome is a bounded word. */
    public void repriced(String route, String outcome) {
        metrics.count(
                "signalbox.router.repricings",
                "Changes of prices of learned routes' models, by whether their bands were solved anew",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** What calibration reads from a prompt was to be kept; the outcome is a bounded word. */
    public void reading(String outcome) {
        metrics.count(
                "signalbox.router.readings",
                "Prompts of learned routes of which the readings were to be kept, by what became of that",
                "outcome",
                outcome);
    }

    /** A request of a conversation was planned by a learned route; the decision is a bounded word. */
    public void associated(String route, String decision) {
        metrics.count(
                "signalbox.router.affinity",
                "Requests of conversations on learned routes, by whether they stayed with their model",
                "route",
                metrics.label(route),
                "decision",
                decision);
    }

    /** A request was sent, or not, where its beginning is cached; the outcome is a bounded word. */
    public void prefix(String route, String outcome) {
        metrics.count(
                "signalbox.prefix.affinity",
                "Requests of routes with prefix affinity, by whether they went where their beginning is cached",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** An answer broke off after its first content; what became of it is a bounded word. */
    public void cut(String outcome) {
        metrics.count(
                "signalbox.cuts",
                "Streams of providers that broke off after their first content, by what became of the answer",
                "outcome",
                outcome);
    }

    /** A target stood last because it missed this of its sla: a bounded word. */
    public void slow(String route, String target, String what) {
        metrics.count(
                "signalbox.sla.missed",
                "Requests for which a target stood last because it was slower than its sla",
                "route",
                metrics.label(route),
                "target",
                metrics.label(target),
                "sla",
                what);
    }

    /** The model that classifies for a route was asked; the outcome is a bounded word. */
    public void classified(String route, String outcome) {
        metrics.count(
                "signalbox.classifier.calls",
                "Calls to the models that classify for routes, by what came of them",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** An answer of a cascade was not good enough; signal and outcome are bounded words. */
    public void escalated(String route, String signal, String outcome) {
        metrics.count(
                "signalbox.escalations",
                "Answers of cascades that were not good enough, by what told so and whether another target answered",
                "route",
                metrics.label(route),
                "signal",
                signal,
                "outcome",
                outcome);
    }

    /** A judge of a cascade was asked; the outcome is a bounded word. */
    public void judged(String route, String outcome) {
        metrics.count(
                "signalbox.judgements",
                "Answers of cascades that a model judged",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** The model that summarises for a route was asked; the outcome is a bounded word. */
    public void summarised(String route, String outcome) {
        metrics.count(
                "signalbox.summariser.calls",
                "Calls to the models that summarise for routes, by what came of them",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** An address that a caller named was read, or could not be; the outcome is a bounded word. */
    public void fetched(String outcome, long bytes) {
        metrics.count("signalbox.fetches", "Addresses read for providers that take only bytes", "outcome", outcome);
        if (bytes > 0) {
            metrics.add("signalbox.fetched.bytes", "Bytes of the addresses that were read", (double) bytes);
        }
    }

    /** Counts what gateways tell each other. */
    public PeerObserver peers() {
        return new PeerMetrics(metrics);
    }

    /** A value that is asked for when metrics are read. */
    public <T> void gauge(String name, String help, T source, ToDoubleFunction<T> value) {
        metrics.gauge(name, help, source, value);
    }

    /** Shows what the server holds. */
    public void watch(HttpServer server) {
        metrics.gauge("signalbox.http.connections", "Connections of callers", server, HttpServer::connections);
        metrics.gauge(
                "signalbox.http.requests.running", "Requests being answered", server, HttpServer::requestsInFlight);
        metrics.gauge(
                "signalbox.http.body.bytes", "Bytes of request bodies being held", server, HttpServer::bytesInFlight);
    }

    /** Shows how many targets are a last resort now. */
    public void watch(Health health) {
        metrics.gauge(
                "signalbox.targets.unhealthy",
                "Targets that are a last resort at the moment",
                health,
                Health::unhealthy);
    }

    /** Shows how one target stands. */
    public void watch(Health health, String target) {
        metrics.gauge(
                "signalbox.target.state",
                "How a target stands: 0 healthy, 1 half-open, 2 unhealthy, 3 open, 4 open and not even a last resort",
                health,
                now -> now.of(target).standing().rank(),
                "target",
                target);
    }

    /** A rule took a target out of rotation, or kept it out after a probe. */
    public void tripped(String target, String rule) {
        metrics.count("signalbox.breaker.trips", "Times a target was taken out", "target", target, "rule", rule);
    }

    /** A request to this route was late, and a second attempt was made for it or not. */
    public void hedged(String route, String outcome) {
        metrics.count(
                "signalbox.hedges",
                "Requests whose answer was late, by what became of their second attempt",
                "route",
                metrics.label(route),
                "outcome",
                outcome);
    }

    /** A retry at this target was not made, because others had filled its budget. */
    public void retrySuppressed(String target) {
        metrics.count(
                "signalbox.retries.suppressed",
                "Retries that were not made because a target had borne too many",
                "target",
                target);
    }

    /** Something became of an event that others are told; both are bounded words. */
    public void event(String kind, String outcome) {
        metrics.count(
                "signalbox.events", "Events for the webhook, by what became of them", "kind", kind, "outcome", outcome);
    }

    /** A target that had been taken out takes requests again. */
    public void reset(String target) {
        metrics.count("signalbox.breaker.resets", "Times a target came back", "target", target);
    }

    /** Shows what one model has to do. */
    public void watchModel(Ceilings ceilings, String model) {
        metrics.gauge(
                "signalbox.target.in.flight",
                "Attempts at a target at the moment",
                ceilings,
                now -> now.inFlight(model),
                "target",
                model);
        metrics.gauge(
                "signalbox.target.queued",
                "Requests that wait for a place at a target",
                ceilings,
                now -> now.queued(model),
                "target",
                model);
    }

    /** Shows what one provider has to do. */
    public void watchProvider(Ceilings ceilings, String provider) {
        metrics.gauge(
                "signalbox.provider.in.flight",
                "Attempts at all models of a provider at the moment",
                ceilings,
                now -> now.inFlightAt(provider),
                "provider",
                provider);
    }

    /** A request was not sent to a target that had no room; the limit is a bounded word. */
    public void saturated(String target, String limit) {
        metrics.count(
                "signalbox.target.saturated",
                "Requests that were not sent to a target because it had no room, by what was used up",
                "target",
                target,
                "limit",
                limit);
    }

    /** A route refused a request because it had as much as it takes in a minute; the limit is a bounded word. */
    public void limited(String route, String limit) {
        metrics.count(
                "signalbox.route.limited",
                "Requests that a route refused because it had as much as it takes in a minute, by what was used up",
                "route",
                route,
                "limit",
                limit);
    }

    /** A request waited for a place at a target; how that ended is a bounded word. */
    public void waited(String target, String how, Duration time) {
        metrics.timed(
                "signalbox.target.queue.wait",
                "How long requests waited for a place at a target, and how that ended",
                time,
                "target",
                target,
                "ended",
                how);
    }

    @Override
    public void rejected(String requestId, String dialect, int status, String code) {
        metrics.count(
                "signalbox.requests.rejected",
                "Requests refused at the door",
                "status",
                Integer.toString(status),
                "code",
                code);
        wanted().ifPresent(access -> access.rejected(requestId, dialect, status, code));
    }

    @Override
    public void counted(
            Exchange exchange, Optional<Counted> counted, int status, Optional<String> failure, Duration duration) {
        metrics.counted(exchange.envelope().model(), counted, status);
        wanted().ifPresent(access -> access.counted(exchange, counted, status, failure, duration));
    }

    @Override
    public void rejected(Refusal reason) {
        // Told by the words of the refusal already, see rejected(String, String, int, String).
    }

    @Override
    public void connectionRefused() {
        metrics.count("signalbox.http.connections.refused", "Connections refused because there are too many");
    }

    @Override
    public void hungUp() {
        metrics.count("signalbox.http.hangups", "Callers that went away before their answer was complete");
    }

    @Override
    public void failed(Throwable cause) {
        metrics.count("signalbox.http.failures", "Requests that the gateway itself failed");
        log.error("an endpoint failed", cause);
    }

    @Override
    public void certificateReloaded() {
        metrics.count("signalbox.tls.reloads", "Changed certificates", "result", "swapped");
        log.info("the changed certificate is in use");
    }

    @Override
    public void certificateReloadFailed(Throwable cause) {
        metrics.count("signalbox.tls.reloads", "Changed certificates", "result", "kept");
        log.error("the changed certificate cannot be used; the old one stays", cause);
    }

    private Optional<AccessLog> wanted() {
        return settings.now().telemetry().accessLog() ? accessLog : Optional.empty();
    }

    @Override
    public void close() {
        lines.ifPresent(LineWriter::close);
        metrics.close();
    }
}
