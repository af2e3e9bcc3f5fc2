package dev.signalbox.server.sdk;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An answer that the OpenAI client got: whole, or from a stream by its own accumulator.
 *
 * @param chunks what the stream brought; empty for a whole answer
 */
record Chat(ChatCompletion completion, List<ChatCompletionChunk> chunks, Headers headers) {
    /** Asks, with usage in a stream. */
    static Chat ask(OpenAIClient client, ChatCompletionCreateParams params, boolean streamed) {
        return streamed ? streamed(client, params) : whole(client, params);
    }

    private static Chat whole(OpenAIClient client, ChatCompletionCreateParams params) {
        try (HttpResponseFor<ChatCompletion> answer =
                client.chat().completions().withRawResponse().create(params)) {
            return new Chat(answer.parse().validate(), List.of(), answer.headers());
        }
    }

    private static Chat streamed(OpenAIClient client, ChatCompletionCreateParams params) {
        ChatCompletionCreateParams asked = params.toBuilder()
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> answer =
                        client.chat().completions().withRawResponse().createStreaming(asked);
                StreamResponse<ChatCompletionChunk> stream = answer.parse()) {
            List<ChatCompletionChunk> chunks = stream.stream()
                    .map(ChatCompletionChunk::validate)
                    .peek(accumulator::accumulate)
                    .toList();
            return new Chat(accumulator.chatCompletion(), chunks, answer.headers());
        }
    }

    ChatCompletion.Choice choice() {
        return completion.choices().getFirst();
    }

    ChatCompletionMessage message() {
        return choice().message();
    }

    /**
     * The message as it is sent back, with the fields that the client does not know ({@code toParam} drops them). Its
     * accumulator makes an empty list of tool calls where there was none, which OpenAI refuses: this leaves it out.
     */
    ChatCompletionAssistantMessageParam said() {
        ChatCompletionAssistantMessageParam.Builder said = ChatCompletionAssistantMessageParam.builder();
        message().content().ifPresent(text -> said.content(text));
        message().refusal().ifPresent(text -> said.refusal(text));
        message().toolCalls().filter(calls -> !calls.isEmpty()).ifPresent(calls -> said.toolCalls(calls));
        return said.putAllAdditionalProperties(extras(message()._allProperties()))
                .build();
    }

    /** The fields that OpenAI does not have. */
    static Map<String, JsonValue> extras(Map<String, JsonValue> properties) {
        Map<String, JsonValue> extras = new TreeMap<>(properties);
        extras.keySet().retainAll(Set.of("reasoning_content", "signalbox"));
        return extras;
    }

    String text() {
        return message().content().orElse("");
    }

    CompletionUsage usage() {
        return completion.usage().orElseThrow();
    }

    String header(String name) {
        return headers.values(name).getFirst();
    }

    String requestId() {
        return header("x-signalbox-request-id");
    }
}
