package dev.signalbox.server.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Ids of providers that stand for models which somebody tuned: {@code ft:gpt-4o-mini-2024-07-18:org::id} at OpenAI,
 * {@code ft:...} at Mistral, {@code gpt-4o-mini-2024-07-18.ft-0123} behind a deployment at Azure, {@code tunedModels/...} at
 * Google's Gemini API, {@code ...:custom-model/...} and {@code custom-model-deployment/...} at Bedrock. Other houses give tuned
 * models names like any other; those have to be marked by hand.
 */
public final class FineTunedId {
    private static final Pattern FINE_TUNED =
            Pattern.compile("ft:.*|.*\\.ft-[0-9a-z].*|(?:.*/)?tunedmodels/.*|.*[:/]custom-model(?:-deployment)?/.*");

    private FineTunedId() {}

    public static boolean is(String id) {
        return FINE_TUNED.matcher(id.toLowerCase(Locale.ROOT)).matches();
    }
}
