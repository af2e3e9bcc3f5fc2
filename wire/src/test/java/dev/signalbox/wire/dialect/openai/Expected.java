package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import dev.signalbox.wire.json.JsonProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer says, taken from its raw JSON as plainly as possible: the yardstick for readers that must cope with
 * everything.
 */
final class Expected {
    final StringBuilder text = new StringBuilder();
    final StringBuilder reasoning = new StringBuilder();
    final List<String> calls = new ArrayList<>();
    String finish = "";
    long input = -1;
    long output = -1;
    long total = -1;
    long cached;
    boolean failed;

    private final Map<Long, String[]> open = new LinkedHashMap<>();

    static Expected of(Recording recording) throws JsonProblem {
        Expected expected = new Expected();
        if (!recording.stream()) {
            expected.take(JsonCodec.readObject(recording.body()), "message");
        } else {
            String all = new String(recording.body(), StandardCharsets.UTF_8);
            for (String line : all.split("\r?\n")) {
                String data = line.startsWith("data:") ? line.substring(5).trim() : "";
                if (data.startsWith("{")) {
                    expected.take(JsonCodec.readObject(data.getBytes(StandardCharsets.UTF_8)), "delta");
                }
            }
        }
        expected.open.values().forEach(call -> expected.calls.add(call[0] + "(" + call[1] + ")"));
        return expected;
    }

    private void take(Json.Obj answer, String where) {
        failed |= answer.find("error").isPresent();
        for (Json item : answer.items("choices")) {
            Json.Obj choice = (Json.Obj) item;
            usage(choice.object("usage"));
            if (choice.whole("index").orElse(0) == 0) {
                choice.object(where).ifPresent(this::said);
                choice.text("finish_reason").ifPresent(word -> finish = finish.isEmpty() ? word : finish);
            }
        }
        usage(answer.object("x_groq").flatMap(groq -> groq.object("usage")));
        usage(answer.object("usage"));
    }

    private void said(Json.Obj message) {
        message.text("content").ifPresent(text::append);
        for (Json part : message.items("content")) {
            ((Json.Obj) part).text("text").ifPresent(text::append);
            for (Json thought : ((Json.Obj) part).items("thinking")) {
                reasoning.append(((Json.Obj) thought).text("text").orElse(""));
            }
        }
        reasoning.append(message.text("reasoning_content")
                .or(() -> message.text("reasoning"))
                .orElse(""));
        for (Json item : message.items("tool_calls")) {
            Json.Obj call = (Json.Obj) item;
            Json.Obj function = call.object("function").orElseThrow();
            String[] known = open.computeIfAbsent(call.whole("index").orElse(open.size()), _ -> new String[] {"", ""});
            known[0] = known[0].isEmpty() ? function.text("name").orElse("") : known[0];
            known[1] += function.text("arguments").orElse("");
        }
    }

    private void usage(Optional<Json.Obj> usage) {
        usage.ifPresent(counts -> {
            input = counts.whole("prompt_tokens").orElse(-1);
            output = counts.whole("completion_tokens").orElse(-1);
            total = counts.whole("total_tokens").orElse(-1);
            cached = counts.object("prompt_tokens_details")
                    .map(details -> details.whole("cached_tokens").orElse(0))
                    .orElse(0L);
        });
    }
}
