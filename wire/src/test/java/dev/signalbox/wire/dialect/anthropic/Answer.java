package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.ModelReply;
import dev.signalbox.wire.model.StreamEvent;
import dev.signalbox.wire.model.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an answer holds, taken from raw JSON in the plainest way (to compare with) or from the canonical model.
 *
 * @param calls name and parsed arguments of each tool call
 */
record Answer(String text, String thinking, List<String> calls, String stop, Map<String, Long> usage) {
    private static final List<String> COUNTS =
            List.of("input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens", "output_tokens");

    static Answer ofMessage(Json.Obj message) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (Json item : message.items("content")) {
            Json.Obj block = (Json.Obj) item;
            switch (block.text("type").orElseThrow()) {
                case "text" -> text.append(block.text("text").orElseThrow());
                case "thinking" ->
                    thinking.append(signed(
                            block.text("thinking").orElseThrow(),
                            block.text("signature").orElse("")));
                case "tool_use" -> calls.add(call(block, block.get("input")));
                default -> {}
            }
        }
        Map<String, Long> usage = new LinkedHashMap<>();
        count(usage, message.object("usage").orElseThrow());
        return new Answer(
                text.toString(),
                thinking.toString(),
                calls,
                message.text("stop_reason").orElseThrow(),
                usage);
    }

    static Answer ofStream(String stream) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        Map<Long, Json.Obj> tools = new TreeMap<>();
        Map<Long, StringBuilder> inputs = new TreeMap<>();
        Map<String, Long> usage = new LinkedHashMap<>();
        String stop = "";
        for (String line : stream.split("\n")) {
            if (!line.startsWith("data:")) {
                continue;
            }
            Json.Obj event = Fixtures.json(line.substring("data:".length()));
            Json.Obj delta = event.object("delta").orElse(Fixtures.json("{}"));
            switch (event.text("type").orElseThrow()) {
                case "message_start" -> count(usage, (Json.Obj) Fixtures.at(event, "message.usage"));
                case "content_block_start" -> {
                    Json.Obj block = event.object("content_block").orElseThrow();
                    if (block.text("type").orElseThrow().equals("tool_use")) {
                        tools.put(event.whole("index").orElseThrow(), block);
                        inputs.put(event.whole("index").orElseThrow(), new StringBuilder());
                    }
                }
                case "content_block_delta" -> {
                    delta.text("text").ifPresent(text::append);
                    delta.text("thinking").ifPresent(thinking::append);
                    delta.text("signature")
                            .ifPresent(s -> thinking.append("<").append(s).append(">"));
                    StringBuilder input = inputs.get(event.whole("index").orElseThrow());
                    if (input != null) {
                        delta.text("partial_json").ifPresent(input::append);
                    }
                }
                case "message_delta" -> {
                    count(usage, event.object("usage").orElseThrow());
                    stop = delta.text("stop_reason").orElse(stop);
                }
                default -> {}
            }
        }
        List<String> calls = new ArrayList<>();
        tools.forEach((index, block) -> {
            String input = inputs.get(index).toString();
            calls.add(call(block, input.isEmpty() ? block.get("input") : Fixtures.json(input)));
        });
        return new Answer(text.toString(), thinking.toString(), calls, stop, usage);
    }

    static Answer of(ModelReply reply) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<String> calls = new ArrayList<>();
        for (Content content : reply.content()) {
            switch (content) {
                case Content.Text words -> text.append(words.text());
                case Content.Reasoning thought ->
                    thinking.append(signed(thought.text(), thought.signature().orElse("")));
                case Content.ToolCall call ->
                    calls.add(call.id() + " " + call.name() + " " + Fixtures.json(call.arguments()));
                default -> {}
            }
        }
        return new Answer(
                text.toString(),
                thinking.toString(),
                calls,
                reply.stop().provider(),
                counts(reply.usage().orElseThrow()));
    }

    static Answer of(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        Map<Integer, StringBuilder> calls = new TreeMap<>();
        String stop = "";
        Usage usage = Usage.NONE;
        for (StreamEvent event : events) {
            switch (event) {
                case StreamEvent.Started started -> usage = started.usage().orElseThrow();
                case StreamEvent.TextDelta delta -> text.append(delta.text());
                case StreamEvent.ReasoningDelta delta -> thinking.append(delta.text());
                case StreamEvent.ReasoningSignature signature ->
                    thinking.append("<").append(signature.signature()).append(">");
                case StreamEvent.ToolCallStarted call ->
                    calls.put(call.part(), new StringBuilder(call.id() + " " + call.name() + " "));
                case StreamEvent.ToolCallDelta delta -> calls.get(delta.part()).append(delta.fragment());
                case StreamEvent.Stopped stopped -> stop = stopped.stop().provider();
                case StreamEvent.UsageReported report -> usage = report.usage();
                default -> {}
            }
        }
        List<String> parsed = calls.values().stream().map(Answer::parsed).toList();
        return new Answer(text.toString(), thinking.toString(), parsed, stop, counts(usage));
    }

    static Map<String, Long> counts(Usage usage) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("input_tokens", usage.inputUncached());
        counts.put("cache_read_input_tokens", usage.cacheRead());
        counts.put("cache_creation_input_tokens", usage.cacheWrite5m() + usage.cacheWrite1h());
        counts.put("output_tokens", usage.output());
        return counts;
    }

    private static String parsed(StringBuilder call) {
        int arguments = call.indexOf(" ", call.indexOf(" ") + 1) + 1;
        String json = call.substring(arguments);
        return call.substring(0, arguments) + Fixtures.json(json.isEmpty() ? "{}" : json);
    }

    private static String call(Json.Obj block, Json input) {
        return block.text("id").orElseThrow() + " " + block.text("name").orElseThrow() + " " + input;
    }

    private static String signed(String text, String signature) {
        return text + (signature.isEmpty() ? "" : "<" + signature + ">");
    }

    /** The counts of a report over those that were known; what compaction used comes on top of a report. */
    private static void count(Map<String, Long> counts, Json.Obj usage) {
        for (String name : COUNTS) {
            long extra = usage.items("iterations").stream()
                    .map(Json.Obj.class::cast)
                    .filter(step -> step.text("type").orElse("").equals("compaction"))
                    .mapToLong(step -> step.whole(name).orElse(0))
                    .sum();
            long known = counts.getOrDefault(name, 0L);
            counts.put(name, usage.whole(name).isPresent() ? usage.whole(name).getAsLong() + extra : known);
        }
    }
}
