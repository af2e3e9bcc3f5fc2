package dev.signalbox.wire.dialect.openai;

import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import java.util.Optional;

/**
 * The signature of a thought as Gemini has it where it speaks this dialect: in {@code extra_content.google.thought_signature}
 * of the call that followed the thought. In the canonical model it stands where Gemini's own dialect has it, in reasoning of
 * the family {@value #FAMILY} before the call, so it comes back by either way.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
 */
final class ThoughtSignature {
    static final String FAMILY = "gemini";
    static final String FIELD = "extra_content";

    private static final String VENDOR = "google";
    private static final String SIGNATURE = "thought_signature";

    private ThoughtSignature() {}

    /** The signature beside a call, or in a message. */
    static Optional<String> find(Json.Obj call) {
        return call.object(FIELD)
                .flatMap(extra -> extra.object(VENDOR))
                .flatMap(google -> google.text(SIGNATURE))
                .filter(signature -> !signature.isEmpty());
    }

    static Content.Reasoning reasoning(String signature) {
        return new Content.Reasoning("", Optional.of(signature), Optional.empty(), FAMILY, Extra.none());
    }

    /** Whether this is a signature that the provider wants back. */
    static boolean travels(Content.Reasoning thought, ModelFacts facts) {
        return facts.quirks().thoughtSignatures()
                && thought.provider().equals(FAMILY)
                && thought.signature().filter(ThoughtSignature::isOfCall).isPresent();
    }

    /** Gemini's own dialect says before a colon to which part a signature belongs; here it can only be that of a call. */
    private static boolean isOfCall(String signature) {
        return signature.indexOf(':') < 0 || signature.startsWith("call:");
    }

    /** The call with the signature beside it, unless it has one. */
    static Json.Obj beside(Json.Obj call, Optional<String> signature) {
        if (signature.isEmpty() || call.find(FIELD).isPresent()) {
            return call;
        }
        String own = signature.get().substring(signature.get().lastIndexOf(':') + 1); // base64 has no colon
        Json.Obj google = Json.object(f -> f.put(SIGNATURE, own));
        return call.with(FIELD, Json.object(f -> f.put(VENDOR, google)));
    }
}
