package dev.signalbox.simulator.script;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Faults as text: {@code KIND[:name=value,...]}, several with a semicolon or a line break between them, such as
 * {@code 429:retry-after=2,every=5; cut:at=3,times=1}. Every mistake is an {@link IllegalArgumentException} that says what
 * stands there and what was expected.
 */
public final class FaultSpec {
    private static final Pattern STATUS = Pattern.compile("[1-9]\\d\\d");
    private static final String KINDS =
            "a status from 400 to 599, none, error, cut, drop, stall, dribble, garbage, content-type, headers, slow-head";

    /** The fields that say when and where a fault happens. */
    private static final Set<String> CONDITIONS =
            Set.of("every", "probability", "seed", "times", "skip", "model", "path");

    private FaultSpec() {}

    /** All rules of a text; an empty text has none. */
    public static List<FaultRule> rules(String text) {
        return Stream.of(text.split("[;\\n]"))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(FaultSpec::rule)
                .toList();
    }

    /** One rule. */
    public static FaultRule rule(String text) {
        Fields fields = Fields.read(afterKind(text));
        Fault fault = fault(kind(text), fields);
        FaultRule rule = new FaultRule(fault, trigger(fields), fields.text("model", ""), fields.text("path", ""));
        fields.refuseOthers(kind(text));
        return rule;
    }

    /** A fault alone: for one request there is nothing to say about when. */
    public static Fault fault(String text) {
        Fields fields = Fields.read(afterKind(text));
        Fault fault = fault(kind(text), fields);
        fields.refuseOthers(kind(text));
        return fault;
    }

    private static String kind(String text) {
        int colon = text.indexOf(':');
        return (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    }

    private static String afterKind(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(colon + 1);
    }

    private static Fault fault(String kind, Fields fields) {
        return switch (kind) {
            case "none" -> Fault.none();
            case "error" -> new Fault.ErrorEvent(fields.count("after", 0), fields.count("status", 529));
            case "cut" -> new Fault.Cut(moment(fields));
            case "drop" -> new Fault.Drop(moment(fields));
            case "stall" -> new Fault.Stall(moment(fields));
            case "dribble" ->
                new Fault.Dribble(fields.duration("delay", Duration.ofMillis(1)), fields.count("bytes", 1));
            case "garbage" -> new Fault.Garbage(fields.count("after", 0));
            case "content-type" -> new Fault.ContentType(fields.text("value", "text/html"));
            case "headers" -> new Fault.Headers(fields.others(CONDITIONS));
            case "slow-head" -> new Fault.SlowHead(fields.duration("delay", Duration.ofSeconds(5)));
            default -> {
                if (!STATUS.matcher(kind).matches()) {
                    throw new IllegalArgumentException("fault: " + kind + " (expected: " + KINDS + ")");
                }
                yield status(Integer.parseInt(kind), fields);
            }
        };
    }

    private static Fault status(int status, Fields fields) {
        Optional<Duration> retryAfter = fields.has("retry-after")
                ? Optional.of(fields.duration("retry-after", Duration.ZERO))
                : Optional.empty();
        Optional<String> code = Optional.ofNullable(fields.take("code"));
        String body = fields.text("body", "json");
        return new Fault.Status(
                status,
                retryAfter,
                code,
                switch (body) {
                    case "json" -> Fault.ErrorBody.JSON;
                    case "html" -> Fault.ErrorBody.HTML;
                    case "empty" -> Fault.ErrorBody.EMPTY;
                    default -> throw new IllegalArgumentException("body: " + body + " (expected: json, html or empty)");
                });
    }

    private static Moment moment(Fields fields) {
        String at = fields.text("at", "before-head");
        return switch (at) {
            case "before-head" -> Moment.beforeHead();
            case "after-head" -> Moment.afterHead();
            default -> {
                if (!at.matches("[1-9]\\d{0,8}")) {
                    throw new IllegalArgumentException(
                            "at: " + at + " (expected: before-head, after-head or a number of events)");
                }
                yield Moment.afterEvents(Integer.parseInt(at));
            }
        };
    }

    private static Trigger trigger(Fields fields) {
        long named =
                Stream.of("every", "probability", "times").filter(fields::has).count();
        if (named > 1) {
            throw new IllegalArgumentException(
                    "every, probability, times: " + named + " of them (expected: at most one)");
        }
        if (fields.has("every")) {
            return new Trigger.Every(fields.count("every", 1));
        }
        if (fields.has("probability")) {
            return new Trigger.Chance(fields.number("probability", 0), fields.count("seed", 1));
        }
        int skip = fields.count("skip", 0);
        if (fields.has("times") || skip > 0) {
            return new Trigger.Next(skip, fields.count("times", Integer.MAX_VALUE));
        }
        return new Trigger.Always();
    }

    /** A rule as the text that would be read as it. */
    public static String text(FaultRule rule) {
        StringBuilder fields = new StringBuilder();
        String kind = switch (rule.fault()) {
            case Fault.None() -> "none";
            case Fault.Status(int status, var retryAfter, var code, var body) -> {
                retryAfter.ifPresent(wait -> put(fields, "retry-after", text(wait)));
                code.ifPresent(value -> put(fields, "code", value));
                put(
                        fields,
                        "body",
                        body == Fault.ErrorBody.JSON ? "" : body.name().toLowerCase(Locale.ROOT));
                yield String.valueOf(status);
            }
            case Fault.ErrorEvent(int after, int status) -> {
                put(fields, "after", String.valueOf(after));
                put(fields, "status", String.valueOf(status));
                yield "error";
            }
            case Fault.Cut(Moment at) -> at("cut", at, fields);
            case Fault.Drop(Moment at) -> at("drop", at, fields);
            case Fault.Stall(Moment at) -> at("stall", at, fields);
            case Fault.Dribble(Duration delay, int bytes) -> {
                put(fields, "delay", text(delay));
                put(fields, "bytes", String.valueOf(bytes));
                yield "dribble";
            }
            case Fault.Garbage(int after) -> {
                put(fields, "after", String.valueOf(after));
                yield "garbage";
            }
            case Fault.ContentType(String value) -> {
                put(fields, "value", value);
                yield "content-type";
            }
            case Fault.Headers(var headers) -> {
                headers.forEach((name, value) -> put(fields, name, value));
                yield "headers";
            }
            case Fault.SlowHead(Duration delay) -> {
                put(fields, "delay", text(delay));
                yield "slow-head";
            }
        };
        when(rule.trigger(), fields);
        put(fields, "model", rule.model());
        put(fields, "path", rule.path());
        return kind + fields;
    }

    private static void when(Trigger trigger, StringBuilder fields) {
        switch (trigger) {
            case Trigger.Always() -> {}
            case Trigger.Next(long skip, long times) -> {
                put(fields, "skip", skip == 0 ? "" : String.valueOf(skip));
                put(fields, "times", String.valueOf(times));
            }
            case Trigger.Every(long every) -> put(fields, "every", String.valueOf(every));
            case Trigger.Chance(double probability, long seed) -> {
                put(fields, "probability", String.valueOf(probability));
                put(fields, "seed", String.valueOf(seed));
            }
        }
    }

    private static String at(String kind, Moment moment, StringBuilder fields) {
        put(
                fields,
                "at",
                switch (moment) {
                    case Moment.BeforeHead() -> "before-head";
                    case Moment.AfterHead() -> "after-head";
                    case Moment.AfterEvents(int events) -> String.valueOf(events);
                });
        return kind;
    }

    private static String text(Duration duration) {
        return duration.toMillis() + "ms";
    }

    private static void put(StringBuilder fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.append(fields.isEmpty() ? ':' : ',').append(name).append('=').append(value);
        }
    }
}
