package dev.signalbox.server.store.sqlite;

import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.AttemptOutcome;
import dev.signalbox.server.store.EndedAs;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.UsageSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Entries and attempts as rows, and back. */
final class EntryRows {
    static final String INSERT_ENTRY = """
            INSERT OR IGNORE INTO entries (
              writer, sequence, request_id, arrived, caller, tenant, plan, asked, route, dialect, streamed,
              model, provider, upstream_id, reported_model, provider_dialect, attempts,
              input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, usage_source, cost, wasted,
              status, failure, detail, ended, first_token, duration, trace_id, losses, adjustments, end_user, metadata,
              team, picked)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""";
    static final String INSERT_ATTEMPT = """
            INSERT OR IGNORE INTO attempts (
              writer, sequence, number, target, provider, status, outcome, error, started, duration, first_token,
              input, cache_read, cache_write_5m, cache_write_1h, output, reasoning, usage_source, cost, hold,
              provider_request_id)
            VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""";

    private EntryRows() {}

    static void write(Columns to, Entry entry) throws SQLException {
        Entry.Answered answered = entry.answered();
        Entry.Outcome outcome = entry.outcome();
        to.number(entry.origin().writer()).number(entry.origin().sequence()).text(entry.requestId());
        to.time(entry.arrived())
                .text(entry.who().caller())
                .text(entry.who().tenant())
                .text(entry.who().plan());
        to.text(entry.asked().name())
                .text(entry.asked().route())
                .text(entry.asked().dialect());
        to.number(entry.asked().streamed() ? 1 : 0).text(answered.model()).text(answered.provider());
        to.text(answered.upstreamId()).text(answered.reported()).text(answered.dialect());
        to.number(entry.attempts().size()).usage(entry.bill().usage());
        to.text(entry.bill().source().word())
                .cost(entry.bill().cost())
                .cost(entry.bill().wasted());
        to.number(outcome.status()).text(outcome.failure()).text(outcome.detail());
        to.text(outcome.endedAs().word()).duration(outcome.firstToken()).duration(outcome.duration());
        to.text(entry.traceId())
                .text(Notes.losses(entry.losses()))
                .text(Notes.adjustments(entry.adjustments()))
                .text(entry.who().endUser())
                .text(Notes.metadata(entry.who().metadata()))
                .text(entry.who().team())
                .text(Notes.picked(entry.picked()));
        to.batch();
    }

    static void write(Columns to, Entry.Origin origin, Attempt attempt) throws SQLException {
        to.number(origin.writer()).number(origin.sequence()).number(attempt.number());
        to.text(attempt.target()).text(attempt.provider()).number(attempt.status());
        to.text(attempt.outcome().word()).text(attempt.error()).time(attempt.started());
        to.duration(attempt.duration()).duration(attempt.firstToken()).usage(attempt.usage());
        to.text(attempt.source().word())
                .cost(attempt.cost())
                .cost(attempt.hold())
                .text(attempt.providerRequestId());
        to.batch();
    }

    static Entry entry(ResultSet row, List<Attempt> attempts) throws SQLException {
        Cells in = new Cells(row);
        return new Entry(
                in.text("request_id"),
                new Entry.Origin(in.number("writer"), in.number("sequence")),
                in.time("arrived"),
                new Entry.Who(
                        in.optionalText("caller"),
                        in.optionalText("tenant"),
                        in.optionalText("plan"),
                        in.optionalText("team"),
                        in.optionalText("end_user"),
                        Notes.metadata(in.optionalText("metadata"))),
                new Entry.Asked(in.text("asked"), in.optionalText("route"), in.text("dialect"), in.flag("streamed")),
                new Entry.Answered(
                        in.optionalText("model"),
                        in.optionalText("provider"),
                        in.optionalText("upstream_id"),
                        in.optionalText("reported_model"),
                        in.optionalText("provider_dialect")),
                attempts,
                new Entry.Bill(in.usage(), source(in), in.cost("cost"), in.cost("wasted")),
                Notes.losses(in.optionalText("losses")),
                Notes.adjustments(in.optionalText("adjustments")),
                new Entry.Outcome(
                        in.small("status"),
                        in.optionalText("failure"),
                        in.optionalText("detail"),
                        EndedAs.of(in.text("ended")),
                        in.optionalDuration("first_token"),
                        in.duration("duration")),
                in.optionalText("trace_id"),
                Notes.pick(in.optionalText("picked")));
    }

    static Attempt attempt(ResultSet row) throws SQLException {
        Cells in = new Cells(row);
        return new Attempt(
                in.small("number"),
                in.text("target"),
                in.text("provider"),
                in.optionalNumber("status"),
                AttemptOutcome.of(in.text("outcome")),
                in.optionalText("error"),
                in.time("started"),
                in.duration("duration"),
                in.optionalDuration("first_token"),
                in.usage(),
                source(in),
                in.cost("cost"),
                in.cost("hold"),
                in.optionalText("provider_request_id"));
    }

    private static UsageSource source(Cells in) throws SQLException {
        return UsageSource.of(in.text("usage_source"));
    }
}
