package dev.signalbox.wire.dialect.anthropic;

import dev.signalbox.wire.dialect.TokenCounting;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonFields;
import dev.signalbox.wire.json.JsonProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/messages/count_tokens}: takes what makes the prompt, and refuses what only shapes the answer. */
final class MessageCounting implements TokenCounting {
    private static final Set<String> TAKEN = Set.of(
            "cache_control",
            "context_management",
            "mcp_servers",
            "messages",
            "model",
            "output_config",
            "output_format",
            "system",
            "thinking",
            "tool_choice",
            "tools");

    @Override
    public String path(String model) {
        return "/v1/messages/count_tokens";
    }

    @Override
    public byte[] question(String model, byte[] request) throws Unreadable {
        try {
            JsonFields fields = JsonFields.of(request);
            Map<String, Optional<Json>> others = new LinkedHashMap<>();
            for (String name : fields.names()) {
                if (!TAKEN.contains(name)) {
                    others.put(name, Optional.empty());
                }
            }
            return others.isEmpty() ? request : fields.patched(others);
        } catch (JsonProblem e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public long read(byte[] body) throws Unreadable {
        long tokens = Reading.maybeWhole(Reading.body(body), "", "input_tokens").orElse(-1);
        if (tokens < 0) {
            throw new Unreadable("input_tokens", "absent or below 0 (expected: a count)");
        }
        return tokens;
    }
}
