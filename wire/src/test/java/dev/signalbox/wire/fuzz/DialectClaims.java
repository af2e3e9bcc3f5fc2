package dev.signalbox.wire.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.wire.dialect.Addressed;
import dev.signalbox.wire.dialect.CallerDialect;
import dev.signalbox.wire.dialect.Envelope;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ProviderDialect;
import dev.signalbox.wire.dialect.Refusing;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.StreamMeter;
import dev.signalbox.wire.dialect.StreamReader;
import dev.signalbox.wire.dialect.StreamWriter;
import dev.signalbox.wire.dialect.Translation;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.anthropic.Anthropic;
import dev.signalbox.wire.dialect.gemini.Gemini;
import dev.signalbox.wire.dialect.openai.OpenAi;
import dev.signalbox.wire.dialect.responses.Responses;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.sse.SseEvent;
import dev.signalbox.wire.sse.SseParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What must hold for any bytes in each dialect: they are readable or {@link Unreadable}, and what is written is JSON. */
final class DialectClaims {
    private static final List<CallerDialect> CALLERS =
            List.of(OpenAi.caller(), Anthropic.caller(), Gemini.caller(), Responses.caller());
    private static final List<ProviderDialect> PROVIDERS =
            List.of(OpenAi.provider(), Anthropic.provider(), Gemini.provider(), Responses.provider());
    private static final Addressed ADDRESS = new Addressed(Optional.of("a-model"), true);
    static final byte REQUEST = 'r';
    static final byte ANSWER = 'a';
    static final byte STREAM = 's';
    private static final int LONGEST_EVENT = 1 << 20;

    private DialectClaims() {}

    /** Takes the first byte as the kind of what follows: a request, an answer, a stream or an error. */
    static void any(CallerDialect caller, ProviderDialect provider, byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        switch (data[0]) {
            case REQUEST -> request(caller, rest);
            case ANSWER -> reply(provider, rest);
            case STREAM -> stream(provider, rest);
            default -> error(provider, rest);
        }
    }

    /** A request: opened, read, written for every provider in every kind of thinking, and passed on in its own dialect. */
    private static void request(CallerDialect caller, byte[] body) {
        try {
            Envelope envelope = caller.open(body, ADDRESS);
            assertThat(envelope.answers()).isPositive();
            assertThat(envelope.textBytes()).isBetween(0L, (long) envelope.body().length);
            passedOn(caller, envelope);
            ModelRequest request = caller.read(envelope);
            for (ProviderDialect provider : PROVIDERS) {
                for (ModelFacts.Thinking thinking : ModelFacts.Thinking.values()) {
                    written(provider.write(request, facts(thinking)));
                }
            }
        } catch (Unreadable e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void passedOn(CallerDialect caller, Envelope envelope) throws Unreadable {
        for (ProviderDialect provider : PROVIDERS) {
            if (provider.name().equals(caller.name())) {
                for (ModelFacts.Thinking thinking : ModelFacts.Thinking.values()) {
                    written(provider.pass(envelope, facts(thinking)));
                }
            }
        }
    }

    private static void written(Translation translation) {
        switch (translation) {
            case Translation.Ready ready -> isObject(ready.body());
            case Translation.NeedsFetch needs -> assertThat(needs.uris()).isNotEmpty();
        }
    }

    /** A whole answer: summed up, read, written for every caller, and passed on in its own dialect. */
    private static void reply(ProviderDialect provider, byte[] body) {
        try {
            ProviderDialect.Summary summary = provider.summary(body);
            assertThat(summary.contentBytes()).isNotNegative();
            isObject(provider.pass(body, style(true)));
            ModelReply reply = provider.read(body);
            for (CallerDialect caller : CALLERS) {
                isObject(caller.write(reply, style(false)));
            }
        } catch (Unreadable e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** A stream: metered, read and written for every caller, whole or broken off where it stops to be of the dialect. */
    private static void stream(ProviderDialect provider, byte[] bytes) {
        List<SseEvent> events = events(bytes);
        StreamMeter meter = provider.streamMeter();
        for (SseEvent event : events) {
            StreamMeter.Mark mark = event.isEmpty() ? StreamMeter.Mark.PREFACE : meter.on(event);
            assertThat(meter.contentBytes()).isNotNegative();
            if (mark == StreamMeter.Mark.GARBAGE || mark == StreamMeter.Mark.ERROR) {
                break;
            }
            provider.pass(event, mark, style(true))
                    .forEach(passed -> assertThat(passed.raw()).isNotNull());
        }
        for (CallerDialect caller : CALLERS) {
            translated(provider.streamReader(), caller.streamWriter(style(false)), events);
        }
    }

    private static void translated(StreamReader reader, StreamWriter writer, List<SseEvent> events) {
        try {
            for (SseEvent event : events) {
                for (StreamEvent step : reader.on(event)) {
                    writer.on(step).forEach(DialectClaims::isEvent);
                }
            }
            for (StreamEvent step : reader.end()) {
                writer.on(step).forEach(DialectClaims::isEvent);
            }
        } catch (Unreadable e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** An error answer: something true comes out, and every caller can be told it. */
    private static void error(ProviderDialect provider, byte[] body) {
        for (int status : new int[] {400, 429, 500, 529}) {
            for (CallerDialect caller : CALLERS) {
                var error = provider.readError(status, body);
                assertThat(error.message()).isNotBlank();
                assertThat(caller.status(error)).isBetween(400, 599);
                isObject(caller.write(error));
            }
        }
    }

    private static List<SseEvent> events(byte[] bytes) {
        SseParser parser = new SseParser(LONGEST_EVENT);
        List<SseEvent> events = new ArrayList<>(parser.feed(bytes));
        SseEvent rest = parser.end();
        if (rest != null) {
            events.add(rest);
        }
        return events;
    }

    private static void isEvent(SseEvent event) {
        if (!event.isEmpty() && !event.isExactly("[DONE]")) {
            isObject(event.data());
        }
    }

    private static void isObject(byte[] json) {
        try {
            assertThat(JsonCodec.readObject(json)).isNotNull();
        } catch (JsonProblem e) {
            throw new AssertionError("what was written is no JSON object", e);
        }
    }

    private static ReplyStyle style(boolean strict) {
        return new ReplyStyle(true, strict, 1);
    }

    private static ModelFacts facts(ModelFacts.Thinking thinking) {
        return Refusing.asOpenAi(new ModelFacts("real", OptionalLong.of(64_000), 4096, thinking));
    }
}
