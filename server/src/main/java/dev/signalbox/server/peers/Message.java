package dev.signalbox.server.peers;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Facts on their way from one gateway to another.
 *
 * @param from the life of the process that says it
 * @param to the life of the process that is to hear it; empty where that is not known yet
 * @param sequence grows with each message of one life
 */
record Message(String from, String to, long sequence, List<Said> said) {
    /** The most facts of one message: so many fit into {@link #MOST_BYTES} with the longest names. */
    static final int MOST_FACTS = 64;

    static final int MOST_BYTES = 64 * 1024;
    private static final int LONGEST_LIFE = 64;

    /**
     * One fact as it is said: times are lengths, because clocks differ.
     *
     * @param mark where the target's requests go, see {@link Marks}
     */
    record Said(String kind, String target, String mark, String rule, Duration time) {
        private Json json() {
            return Json.object(fields -> {
                fields.put("kind", kind).put("target", target).put("mark", mark);
                if (!rule.isEmpty()) {
                    fields.put("rule", rule);
                }
                fields.put("ms", time.toMillis());
            });
        }
    }

    Message {
        said = List.copyOf(said);
    }

    byte[] write() {
        return JsonCodec.write(Json.object(fields -> fields.put("from", from)
                .put("to", to)
                .put("sequence", sequence)
                .put("facts", Json.array(said.stream().map(Said::json).toList()))));
    }

    /** The message of these bytes; nothing if they are none. Fields and facts that are not known are left out. */
    static Optional<Message> read(byte[] body) {
        try {
            Json.Obj json = JsonCodec.readObject(body);
            Optional<String> from = json.text("from").filter(text -> !text.isEmpty() && text.length() <= LONGEST_LIFE);
            if (from.isEmpty()
                    || json.whole("sequence").isEmpty()
                    || json.items("facts").size() > MOST_FACTS) {
                return Optional.empty();
            }
            List<Said> said = new ArrayList<>();
            for (Json item : json.items("facts")) {
                if (item instanceof Json.Obj fact) {
                    said.add(said(fact));
                }
            }
            return Optional.of(new Message(
                    from.get(),
                    json.text("to").orElse(""),
                    json.whole("sequence").getAsLong(),
                    said));
        } catch (JsonProblem e) {
            return Optional.empty();
        }
    }

    private static Said said(Json.Obj fact) {
        return new Said(
                fact.text("kind").orElse(""),
                fact.text("target").orElse(""),
                fact.text("mark").orElse(""),
                fact.text("rule").orElse(""),
                Duration.ofMillis(Math.max(0, fact.whole("ms").orElse(0))));
    }
}
