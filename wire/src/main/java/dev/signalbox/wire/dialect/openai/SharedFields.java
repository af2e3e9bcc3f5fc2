package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Extra;
import java.util.Set;

/**
 * Fields at the top of a request that OpenAI's two interfaces have in common, so that a caller of the one keeps them before a
 * provider of the other: where a prompt is cached is worth most of its price.
 */
final class SharedFields {
    private static final String RESPONSES = "openai-responses";
    private static final Set<String> NAMES = Set.of(
            "metadata",
            "prompt_cache_key",
            "prompt_cache_retention",
            "safety_identifier",
            "service_tier",
            "top_logprobs");

    private SharedFields() {}

    /** The fields that this dialect takes; what else there is, is noted as lost. */
    static Json.Obj own(Extra extra, Notes notes) {
        if (!extra.dialect().equals(RESPONSES)) {
            return notes.own("", extra);
        }
        Json.Obj rest = Json.object(f -> extra.fields().fields().forEach((name, value) -> {
            if (!NAMES.contains(name) && !name.equals("text")) {
                f.put(name, value);
            }
        }));
        notes.own("", new Extra(RESPONSES, rest));
        return Json.object(f -> {
            NAMES.stream().sorted().forEach(name -> f.maybe(name, extra.fields().find(name)));
            f.maybe("verbosity", extra.fields().object("text").flatMap(text -> text.find("verbosity")));
        });
    }
}
