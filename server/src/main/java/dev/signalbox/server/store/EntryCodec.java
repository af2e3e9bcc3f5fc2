package dev.signalbox.server.store;

import dev.signalbox.server.exchange.Cost;
import dev.signalbox.wire.dialect.Adjustment;
import dev.signalbox.wire.dialect.Loss;
import dev.signalbox.wire.model.Usage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An entry as bytes, and back. The first byte is the version of the form; times are whole microseconds, durations whole
 * nanoseconds. The origin is not part of it.
 */
public final class EntryCodec {
    /**
     * Of the second version on, losses have a weight; of the third on, there is the end user; of the fourth on, metadata; of
     * the fifth on, the team; of the sixth on, what a learned route made of the request.
     */
    private static final int VERSION = 6;

    private EntryCodec() {}

    /** The entry without its origin. */
    public static byte[] write(Entry entry) {
        ByteWriter out = new ByteWriter().number(VERSION).text(entry.requestId());
        out.number(micros(entry.arrived()));
        out.text(entry.who().caller())
                .text(entry.who().tenant())
                .text(entry.who().plan());
        out.text(entry.asked().name()).text(entry.asked().route());
        out.text(entry.asked().dialect()).flag(entry.asked().streamed());
        Entry.Answered answered = entry.answered();
        out.text(answered.model()).text(answered.provider()).text(answered.upstreamId());
        out.text(answered.reported()).text(answered.dialect());
        out.each(entry.attempts(), EntryCodec::attempt);
        usage(out, entry.bill().usage());
        out.text(entry.bill().source().word());
        cost(out, entry.bill().cost());
        cost(out, entry.bill().wasted());
        out.each(
                entry.losses(),
                (o, loss) -> o.text(loss.field()).text(loss.reason()).text(LossWeights.word(loss.weight())));
        out.each(
                entry.adjustments(),
                (o, a) -> o.text(a.field()).text(a.from()).text(a.to()).text(a.reason()));
        Entry.Outcome outcome = entry.outcome();
        out.number(outcome.status()).text(outcome.failure()).text(outcome.detail());
        out.text(outcome.endedAs().word()).maybe(outcome.firstToken(), EntryCodec::duration);
        duration(out, outcome.duration());
        return out.text(entry.traceId())
                .text(entry.who().endUser())
                .each(
                        entry.who().metadata().entrySet(),
                        (o, word) -> o.text(word.getKey()).text(word.getValue()))
                .text(entry.who().team())
                .maybe(entry.picked(), PickedCodec::write)
                .done();
    }

    /** @throws IllegalArgumentException if the bytes are not such an entry */
    public static Entry read(byte[] bytes, Entry.Origin origin) {
        ByteReader in = new ByteReader(bytes);
        long version = in.number();
        if (version < 1 || version > VERSION) {
            throw new IllegalArgumentException("entry: version " + version + " (expected: at most " + VERSION + ")");
        }
        Entry entry = read(in, version, origin);
        if (version < 3) {
            return entry;
        }
        Entry known = entry.withEndUser(in.optionalText());
        if (version < 4) {
            return known;
        }
        Entry told = known.withMetadata(metadata(in));
        if (version < 5) {
            return told;
        }
        Entry ofTeam = told.withTeam(in.optionalText());
        return version < 6 ? ofTeam : ofTeam.withPicked(in.maybe(PickedCodec::read));
    }

    private static Entry read(ByteReader in, long version, Entry.Origin origin) {
        return new Entry(
                in.text(),
                origin,
                Instant.EPOCH.plus(in.number(), ChronoUnit.MICROS),
                new Entry.Who(in.optionalText(), in.optionalText(), in.optionalText()),
                new Entry.Asked(in.text(), in.optionalText(), in.text(), in.flag()),
                new Entry.Answered(
                        in.optionalText(), in.optionalText(), in.optionalText(), in.optionalText(), in.optionalText()),
                in.each(EntryCodec::attempt),
                new Entry.Bill(usage(in), source(in), cost(in), cost(in)),
                in.each(i -> new Loss(i.text(), i.text(), LossWeights.of(version == 1 ? "" : i.text()))),
                in.each(i -> new Adjustment(i.text(), i.text(), i.text(), i.text())),
                new Entry.Outcome(
                        in.small(Integer.MAX_VALUE),
                        in.optionalText(),
                        in.optionalText(),
                        EndedAs.of(in.text()),
                        in.maybe(EntryCodec::duration),
                        duration(in)),
                in.optionalText());
    }

    private static Map<String, String> metadata(ByteReader in) {
        Map<String, String> words = new LinkedHashMap<>();
        in.each(i -> Map.entry(i.text(), i.text())).forEach(word -> words.put(word.getKey(), word.getValue()));
        return words;
    }

    private static void attempt(ByteWriter out, Attempt attempt) {
        out.number(attempt.number()).text(attempt.target()).text(attempt.provider());
        out.number(attempt.status()).text(attempt.outcome().word()).text(attempt.error());
        out.number(micros(attempt.started()));
        duration(out, attempt.duration());
        out.maybe(attempt.firstToken(), EntryCodec::duration);
        usage(out, attempt.usage());
        out.text(attempt.source().word());
        cost(out, attempt.cost());
        cost(out, attempt.hold());
        out.text(attempt.providerRequestId());
    }

    private static Attempt attempt(ByteReader in) {
        return new Attempt(
                in.small(Integer.MAX_VALUE),
                in.text(),
                in.text(),
                in.optionalNumber(),
                AttemptOutcome.of(in.text()),
                in.optionalText(),
                Instant.EPOCH.plus(in.number(), ChronoUnit.MICROS),
                duration(in),
                in.maybe(EntryCodec::duration),
                usage(in),
                source(in),
                cost(in),
                cost(in),
                in.optionalText());
    }

    private static void usage(ByteWriter out, Usage usage) {
        out.number(usage.inputUncached()).number(usage.cacheRead());
        out.number(usage.cacheWrite5m()).number(usage.cacheWrite1h());
        out.number(usage.output()).number(usage.reasoning());
    }

    private static Usage usage(ByteReader in) {
        return new Usage(in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
    }

    private static UsageSource source(ByteReader in) {
        return UsageSource.of(in.text());
    }

    private static void cost(ByteWriter out, Cost cost) {
        switch (cost) {
            case Cost.Known known -> out.flag(true).number(known.nanoDollars());
            case Cost.Unknown _ -> out.flag(false);
        }
    }

    private static Cost cost(ByteReader in) {
        return in.flag() ? new Cost.Known(in.number()) : new Cost.Unknown();
    }

    private static void duration(ByteWriter out, Duration duration) {
        out.number(duration.toNanos());
    }

    private static Duration duration(ByteReader in) {
        return Duration.ofNanos(in.number());
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
