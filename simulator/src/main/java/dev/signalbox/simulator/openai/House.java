package dev.signalbox.simulator.openai;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes one provider of the OpenAI dialect differ from the others.
 *
 * @param name the name in the simulator's log, and in its paths
 * @param fields the only fields at the top of a request that it takes; empty for all
 * @param messageFields the only fields of a message that it takes; empty for all
 * @param callIds the form that ids of tool calls must have
 * @param streamUsage where the usage of a stream stands
 * @param errors how its errors look
 * @param dated whether its address must name a version of the API
 * @param filters whether it tells what its content filters found
 * @param headers what all its replies carry
 */
public record House(
        String name,
        Set<String> fields,
        Set<String> messageFields,
        CallIds callIds,
        StreamUsage streamUsage,
        Errors errors,
        boolean dated,
        boolean filters,
        List<Map.Entry<String, String>> headers) {
    public House {
        fields = Set.copyOf(fields);
        messageFields = Set.copyOf(messageFields);
        headers = List.copyOf(headers);
    }

    /** The form of the ids of tool calls. */
    public enum CallIds {
        /** {@code call_} and 24 letters and digits; up to 40 characters are taken. */
        OPENAI,
        /** Nine letters and digits, and nothing else is taken. */
        NINE
    }

    /** Where the usage of a stream stands. */
    public enum StreamUsage {
        /** In an event of its own, where {@code stream_options} asks for it. */
        ASKED,
        /** In the last event of the answer, asked or not. */
        LAST,
        /** In the last event of the answer, under {@code x_groq}. */
        GROQ,
        /** Nowhere, even where it is asked for. */
        NEVER
    }

    /** How errors look. */
    public enum Errors {
        OPENAI,
        AZURE,
        GROQ,
        MISTRAL,
        GOOGLE
    }
}
