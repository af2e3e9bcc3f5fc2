package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Seeded;
import dev.signalbox.simulator.answer.Tokens;
import dev.signalbox.simulator.answer.Usage;
import dev.signalbox.simulator.dialect.Event;
import dev.signalbox.simulator.dialect.Json;
import dev.signalbox.simulator.dialect.Manner;
import dev.signalbox.simulator.dialect.Reply;
import dev.signalbox.simulator.openai.House.StreamUsage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The {@code chat.completion.chunk} events of one answer, up to {@code data: [DONE]}. */
final class OpenAiStream {
    private static final int LONGEST_PADDING = 12;

    private final String id;
    private final String model;
    private final long seed;
    private final House house;
    private final boolean showsUsage;
    private final boolean padded;
    private final String prefix;
    private final List<Event> events = new ArrayList<>();
    private int index;

    OpenAiStream(String id, String model, JsonNode options, Manner manner, House house) {
        this.id = id;
        this.model = model;
        this.seed = manner.seed();
        this.house = house;
        this.showsUsage = house.streamUsage() != StreamUsage.NEVER
                && options.path("include_usage").asBoolean(false);
        this.padded = manner.padding() && options.path("include_obfuscation").asBoolean(true);
        this.prefix = "data: {\"id\":\"" + id + "\",\"object\":\"chat.completion.chunk\",\"created\":" + OpenAi.CREATED
                + ",\"model\":" + Json.quote(model) + ",\"service_tier\":\"default\",\"system_fingerprint\":\""
                + OpenAiWhole.FINGERPRINT + "\",\"choices\":[";
    }

    /** Several choices come one after the other. */
    Reply.Streamed write(List<Answer> answers, Usage usage, int tokensPerEvent) {
        if (house.filters()) {
            events.add(new Event("data: " + Json.text(ContentFilters.opening()) + "\n\n", 0));
        }
        for (Answer answer : answers) {
            write(answer, tokensPerEvent, index == answers.size() - 1 ? billed(usage) : "");
            index++;
        }
        if (showsUsage) {
            events.add(event("", Json.text(OpenAiWhole.usage(usage)), 0, ""));
        }
        events.add(new Event("data: [DONE]\n\n", 0));
        return new Reply.Streamed(events);
    }

    /** The usage of houses that tell it without being asked, as a field of the last event of the answer. */
    private String billed(Usage usage) {
        String json = Json.text(OpenAiWhole.usage(usage));
        return switch (house.streamUsage()) {
            case ASKED, NEVER -> "";
            case LAST -> ",\"usage\":" + json;
            case GROQ -> ",\"x_groq\":{\"id\":\"" + Seeded.id("req_", 26, seed, id) + "\",\"usage\":" + json + '}';
        };
    }

    private void write(Answer answer, int tokensPerEvent, String billed) {
        List<Part.Call> calls = answer.parts().stream()
                .filter(Part.Call.class::isInstance)
                .map(Part.Call.class::cast)
                .toList();
        opening(answer, calls);
        for (int i = 0; i < answer.parts().size(); i++) {
            part(answer.parts().get(i), i, calls, tokensPerEvent);
        }
        boolean filtered = answer.finish() instanceof Finish.Filtered;
        choice("{}", '"' + OpenAiWhole.finish(answer.finish()) + '"', 0, billed, filtered);
    }

    /** A single call opens together with the role; several calls, like words, follow it. */
    private void opening(Answer answer, List<Part.Call> calls) {
        if (calls.size() == 1 && answer.parts().size() == 1) {
            String call = opened(calls.getFirst(), 0, 0);
            choice("{\"role\":\"assistant\",\"content\":null," + call + ",\"refusal\":null}", "null", 0);
        } else {
            String content = calls.isEmpty() ? "\"\"" : "null";
            choice("{\"role\":\"assistant\",\"content\":" + content + ",\"refusal\":null}", "null", 0);
        }
    }

    private void part(Part part, int position, List<Part.Call> calls, int tokensPerEvent) {
        switch (part) {
            case Part.Thinking(String text, boolean _) -> thinking(text, tokensPerEvent);
            case Part.Text(String text) -> pieces("content", text, tokensPerEvent);
            case Part.Declined(String text) -> pieces("refusal", text, tokensPerEvent);
            case Part.Call call -> {
                int number = calls.indexOf(call);
                if (position > 0 || calls.size() > 1) {
                    choice('{' + opened(call, position, number) + '}', "null", 0);
                }
                for (String piece : Tokens.pieces(call.arguments(), tokensPerEvent)) {
                    choice(
                            "{\"tool_calls\":[{\"index\":" + number + ",\"function\":{\"arguments\":"
                                    + Json.quote(piece) + "}}]}",
                            "null",
                            Tokens.count(piece));
                }
            }
        }
    }

    private void thinking(String text, int tokensPerEvent) {
        if (OpenAiWhole.showsThinking(model)) {
            pieces("reasoning_content", text, tokensPerEvent);
        }
    }

    private void pieces(String field, String text, int tokensPerEvent) {
        for (String piece : Tokens.pieces(text, tokensPerEvent)) {
            choice("{\"" + field + "\":" + Json.quote(piece) + '}', "null", Tokens.count(piece));
        }
    }

    private String opened(Part.Call call, int position, int number) {
        return "\"tool_calls\":[{\"index\":" + number + ",\"id\":\""
                + OpenAiWhole.callId(index == 0 ? id : id + index, position, house.callIds())
                + "\",\"type\":\"function\",\"function\":{\"name\":" + Json.quote(call.name())
                + ",\"arguments\":\"\"}}]";
    }

    private void choice(String delta, String finish, int tokens) {
        choice(delta, finish, tokens, "", false);
    }

    private void choice(String delta, String finish, int tokens, String more, boolean filtered) {
        String filters =
                house.filters() ? ",\"content_filter_results\":" + Json.text(ContentFilters.found(filtered)) : "";
        String choice = "{\"index\":" + index + ",\"delta\":" + delta + ",\"logprobs\":null,\"finish_reason\":" + finish
                + filters + '}';
        events.add(event(choice, "null", tokens, more));
    }

    private Event event(String choice, String usage, int tokens, String more) {
        StringBuilder event = new StringBuilder(prefix.length() + choice.length() + 64)
                .append(prefix)
                .append(choice)
                .append(']');
        event.append(more);
        if (showsUsage && !more.startsWith(",\"usage\"")) {
            event.append(",\"usage\":").append(usage);
        }
        if (padded) {
            int length = (int) Math.floorMod(Seeded.hash(seed + events.size(), id), (long) LONGEST_PADDING);
            event.append(",\"obfuscation\":\"")
                    .append(Seeded.id("", length, events.size(), id))
                    .append('"');
        }
        return new Event(event.append("}\n\n").toString(), tokens);
    }
}
