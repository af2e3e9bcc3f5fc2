package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.dialect.ProviderDialect.Summary;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import dev.signalbox.wire.model.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a whole answer says of itself, found in one pass. */
final class ReplySummary implements JsonFields.Watcher {
    /** Depth of the fields of an item: output, item. What is repeated of the request has none of the names at any depth. */
    private static final int ITEM = 3;

    private long contentBytes;

    private ReplySummary() {}

    static Summary of(byte[] body) throws Unreadable {
        ReplySummary seen = new ReplySummary();
        JsonFields fields;
        try {
            fields = JsonFields.of(body, seen);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        ReplyReader.refuseError(fields.value("error"));
        if (!(fields.value("output").orElse(Json.none()) instanceof Json.Arr output)) {
            throw new Unreadable("output", "missing or no array (expected: an array of items)");
        }
        Json.Obj head = Json.object(f -> {
            for (String name : new String[] {"status", "incomplete_details", "usage"}) {
                fields.value(name).ifPresent(value -> f.put(name, value));
            }
        });
        String model = fields.value("model").orElse(Json.none()) instanceof Json.Text(String name) ? name : "";
        boolean tools = output.items().stream().anyMatch(ReplySummary::isCall);
        Optional<Usage> usage = UsageFields.find(head);
        return new Summary(model, usage, StopWords.read(head, tools).provider(), seen.contentBytes);
    }

    private static boolean isCall(Json item) {
        return item instanceof Json.Obj object && object.text("type").orElse("").endsWith("_call");
    }

    @Override
    public void string(int depth, @Nullable String name, int from, int to) {
        if (depth >= ITEM && name != null) {
            switch (name) {
                case "text", "refusal", "arguments", "input" -> contentBytes += to - from;
                default -> {}
            }
        }
    }
}
