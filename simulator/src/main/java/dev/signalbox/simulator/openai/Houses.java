package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.openai.House.CallIds;
import dev.signalbox.simulator.openai.House.Errors;
import dev.signalbox.simulator.openai.House.StreamUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The providers of the OpenAI dialect that are played. */
public final class Houses {
    private static final List<Map.Entry<String, String>> LIMITS = List.of(
            Map.entry("x-ratelimit-limit-requests", "30000"),
            Map.entry("x-ratelimit-limit-tokens", "150000000"),
            Map.entry("x-ratelimit-remaining-requests", "29999"),
            Map.entry("x-ratelimit-remaining-tokens", "149999985"));

    public static final House OPENAI = new House(
            "openai",
            Set.of(),
            Set.of(),
            CallIds.OPENAI,
            StreamUsage.ASKED,
            Errors.OPENAI,
            false,
            false,
            with(List.of(
                    Map.entry("openai-processing-ms", "12"),
                    Map.entry("openai-version", "2020-10-01"),
                    Map.entry("x-ratelimit-reset-requests", "2ms"),
                    Map.entry("x-ratelimit-reset-tokens", "0s"))));

    /** Azure OpenAI under its undated paths. */
    public static final House AZURE = azure(false);

    /** Azure OpenAI under its dated paths, which name the deployment. */
    public static final House AZURE_DATED = azure(true);

    /** Gemini behind Google's own translation of the dialect. */
    public static final House GOOGLE = new House(
            "google-openai",
            Set.of(
                    "extra_body",
                    "frequency_penalty",
                    "max_completion_tokens",
                    "max_tokens",
                    "messages",
                    "modalities",
                    "model",
                    "n",
                    "parallel_tool_calls",
                    "presence_penalty",
                    "reasoning_effort",
                    "response_format",
                    "seed",
                    "stop",
                    "stream",
                    "stream_options",
                    "temperature",
                    "tool_choice",
                    "tools",
                    "top_p",
                    "user"),
            Set.of(),
            CallIds.OPENAI,
            StreamUsage.ASKED,
            Errors.GOOGLE,
            false,
            false,
            List.of());

    private static final House MISTRAL = new House(
            "mistral",
            Set.of(
                    "frequency_penalty",
                    "guardrails",
                    "max_tokens",
                    "messages",
                    "metadata",
                    "model",
                    "n",
                    "parallel_tool_calls",
                    "prediction",
                    "presence_penalty",
                    "prompt_cache_key",
                    "prompt_mode",
                    "random_seed",
                    "reasoning_effort",
                    "response_format",
                    "safe_prompt",
                    "stop",
                    "stream",
                    "temperature",
                    "tool_choice",
                    "tools",
                    "top_p"),
            Set.of("content", "name", "prefix", "role", "tool_call_id", "tool_calls"),
            CallIds.NINE,
            StreamUsage.LAST,
            Errors.MISTRAL,
            false,
            false,
            List.of(
                    Map.entry("x-ratelimitbysize-limit-minute", "500000"),
                    Map.entry("x-ratelimitbysize-remaining-minute", "499000"),
                    Map.entry("ratelimitbysize-reset", "27")));

    private static final House GROQ = new House(
            "groq",
            Set.of(
                    "disable_tool_validation",
                    "frequency_penalty",
                    "include_reasoning",
                    "max_completion_tokens",
                    "max_tokens",
                    "messages",
                    "model",
                    "n",
                    "parallel_tool_calls",
                    "presence_penalty",
                    "reasoning_effort",
                    "reasoning_format",
                    "response_format",
                    "seed",
                    "service_tier",
                    "stop",
                    "stream",
                    "stream_options",
                    "temperature",
                    "tool_choice",
                    "tools",
                    "top_p",
                    "user"),
            Set.of("content", "function_call", "name", "reasoning", "role", "tool_call_id", "tool_calls"),
            CallIds.OPENAI,
            StreamUsage.GROQ,
            Errors.GROQ,
            false,
            false,
            with(List.of(
                    Map.entry("x-ratelimit-reset-requests", "1m26.4s"),
                    Map.entry("x-ratelimit-reset-tokens", "7.66s"))));

    /** Nobody in particular: takes no field that OpenAI's reference does not know. */
    private static final House STRICT = new House(
            "strict",
            OpenAiChecks.FIELDS,
            Set.of(),
            CallIds.OPENAI,
            StreamUsage.ASKED,
            Errors.OPENAI,
            false,
            false,
            List.of());

    /** Nobody in particular: tells no usage in streams. */
    private static final House SILENT = new House(
            "silent", Set.of(), Set.of(), CallIds.OPENAI, StreamUsage.NEVER, Errors.OPENAI, false, false, List.of());

    private Houses() {}

    /** Those that have a path {@code /vendor/NAME}. */
    public static List<House> vendors() {
        return List.of(MISTRAL, GROQ, STRICT, SILENT);
    }

    private static House azure(boolean dated) {
        return new House(
                "azure",
                Set.of(),
                Set.of(),
                CallIds.OPENAI,
                StreamUsage.ASKED,
                Errors.AZURE,
                dated,
                true,
                with(List.of(
                        Map.entry("x-ratelimit-reset-requests", "1"),
                        Map.entry("x-ratelimit-reset-tokens", "7"),
                        Map.entry("apim-request-id", "29a2f0a0-9f4e-4d59-8a3c-2c8e0a0d5b11"),
                        Map.entry("x-ms-region", "Sweden Central"))));
    }

    private static List<Map.Entry<String, String>> with(List<Map.Entry<String, String>> more) {
        return Stream.concat(LIMITS.stream(), more.stream()).toList();
    }
}
