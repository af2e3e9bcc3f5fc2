package dev.signalbox.wire.dialect.responses;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reasoning in a streamed answer: a summary that grows, and at its end what the provider wants back unchanged. */
final class ReasoningItem implements Output.Item {
    private final Place place;
    private final Optional<String> redacted;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signature = new StringBuilder();
    private String provider;

    ReasoningItem(Place place, Optional<String> redacted, String provider) {
        this.place = place;
        this.redacted = redacted;
        this.provider = provider;
        place.added(Json.object(
                f -> f.put("id", place.id()).put("type", "reasoning").put("summary", Json.array(List.of()))));
    }

    void more(String words) {
        if (text.isEmpty()) {
            inside("response.reasoning_summary_part.added", f -> f.put("part", summary("")));
        }
        text.append(words);
        inside("response.reasoning_summary_text.delta", f -> f.put("delta", words));
    }

    void sign(String fragment, String family) {
        signature.append(fragment);
        provider = family;
    }

    @Override
    public void end() {
        if (!text.isEmpty()) {
            String whole = text.toString();
            inside("response.reasoning_summary_text.done", f -> f.put("text", whole));
            inside("response.reasoning_summary_part.done", f -> f.put("part", summary(whole)));
        }
        place.done(written());
    }

    @Override
    public Json.Obj written() {
        Optional<String> signed = signature.isEmpty() ? Optional.empty() : Optional.of(signature.toString());
        return ReasoningItems.write(
                new Content.Reasoning(text.toString(), signed, redacted, provider, Extra.none()), place.id());
    }

    private static Json.Obj summary(String words) {
        return Json.object(f -> f.put("type", "summary_text").put("text", words));
    }

    private void inside(String type, Consumer<Json.Fields> fields) {
        place.inside(type, f -> {
            f.put("summary_index", 0);
            fields.accept(f);
        });
    }
}
